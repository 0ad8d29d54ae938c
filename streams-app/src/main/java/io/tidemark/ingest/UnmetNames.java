package io.tidemark.ingest;

import io.tidemark.config.ColumnRules;
import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldPath;
import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.LabelColumn;
import io.tidemark.domain.ReservedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names in a monitor's rules that nothing in a file comes to: such a rule does nothing, and hardly means to. */
final class UnmetNames {
    private final FieldMapping fields;
    private final String where;
    private final Set<String> own = new TreeSet<>();
    private final Set<String> columns = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();

    private UnmetNames(FieldMapping fields, String where) {
        this.fields = fields;
        this.where = where;
    }

    /**
     * A sentence for each of them.
     *
     * @param paths every place that there is; where there are too many to be listed, or a map's keys may be any, nothing can be said
     * @param where what was looked at: {@code the file's schema}
     */
    static List<String> of(Monitor monitor, Collection<FieldPath> paths, String where) {
        UnmetNames unmet = new UnmetNames(monitor.source().format().fields(), where);
        paths.forEach(unmet::take);
        unmet.checkFeatures();
        unmet.checkColumns(monitor.columns());
        return unmet.notes;
    }

    private void take(FieldPath path) {
        own.add(fields.ownColumn(path));
        columns.add(fields.column(path));
        columns.add(fields.takenName(path));
    }

    private void checkFeatures() {
        own.remove("");
        Map<String, String> rename = new TreeMap<>(fields.features().rename());
        Set<String> renamed = new TreeSet<>(own);
        rename.forEach((from, to) -> {
            if (!own.contains(from) && !own.contains(to)) {
                unmet("source.fields.features.rename." + from, from, own);
            }
            renamed.add(to);
        });
        patterns("source.fields.features.include", fields.features().include(), renamed);
        patterns("source.fields.features.exclude", fields.features().exclude(), renamed);
    }

    private void checkColumns(ColumnRules rules) {
        columns.remove("");
        columns.add(LabelColumn.NAME);
        Arrays.stream(ReservedColumn.values()).map(ReservedColumn::column).forEach(columns::add);
        patterns("columns.include", rules.include(), columns);
        patterns("columns.exclude", rules.exclude(), columns);
    }

    private void patterns(String key, List<String> patterns, Set<String> names) {
        for (String pattern : patterns) {
            if (names.stream().noneMatch(name -> ColumnPattern.matches(pattern, name))) {
                unmet(key + "=" + pattern, pattern, names);
            }
        }
    }

    private void unmet(String what, String typed, Set<String> names) {
        notes.add(what + " is in none of " + where + "; " + Names.suggestion(typed, names, "there are"));
    }
}
