package io.tidemark.runtime.live;

import io.tidemark.config.ColumnRules;
import io.tidemark.config.Monitor;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.runtime.first.Figures;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether the columns and dimensions that a monitor and its objectives name are in its events. */
final class ColumnsCheck {
    /** What is derived of a text or a vector. */
    private static final Pattern DERIVED = Pattern.compile("(.+)\\.(length|shape|norm|p[0-7])");

    private static final String PREDICTION = "prediction";
    private static final String SCORE = "score";

    private final Watched watched;
    private final EventFacts.OfModel events;
    private final Section section;
    private final Set<String> columns;

    private ColumnsCheck(Watched watched, EventFacts.OfModel events, Section section) {
        this.watched = watched;
        this.events = events;
        this.section = section;
        this.columns = new TreeSet<>(events.columns());
    }

    /** Says what is not there; nothing where the model has no events. */
    static void check(Watched watched, EventFacts.OfModel events, Section section) {
        if (events.events() > 0) {
            ColumnsCheck check = new ColumnsCheck(watched, events, section);
            check.rules(watched.monitor().columns());
            check.measured();
            check.objectives();
            check.slices();
        }
    }

    private void rules(ColumnRules rules) {
        require("columns.include", rules.include());
        require("columns.exclude", rules.exclude());
        require("columns.types", sorted(rules.kinds().keySet()));
        require("columns.allowed", sorted(rules.allowed().keySet()));
        require("columns.redact", rules.redact());
    }

    private static List<String> sorted(Collection<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    private void require(String key, List<String> names) {
        names.stream().filter(name -> !isThere(name)).forEach(name -> absent(watched.place(key), name));
    }

    private void absent(String place, String name) {
        section.mend(place + "=" + name + " is in none of " + Figures.plural(events.events(), "event") + "; "
                + (isOwnOfPredictions(name)
                        ? "the events carry no " + name + ": say by source.fields." + name + " where it stands"
                        : Near.path(name, columns)));
    }

    private static boolean isOwnOfPredictions(String name) {
        return name.equals(PREDICTION) || name.equals(SCORE);
    }

    private boolean isThere(String name) {
        var derived = DERIVED.matcher(name);
        return columns.stream().anyMatch(column -> ColumnPattern.matches(name, column))
                || derived.matches() && columns.contains(derived.group(1));
    }

    private void measured() {
        Monitor monitor = watched.monitor();
        long count = columns.stream().filter(monitor.columns()::measures).count();
        if (count == 0) {
            section.mend(watched.place("columns") + " leaves nothing to measure of "
                    + Figures.plural(columns.size(), "column")
                    + "; correct include and exclude, or source.fields.features");
        } else {
            section.ok(monitor.model() + ": " + Figures.plural(events.events(), "event") + ", "
                    + Figures.plural(count, "column") + " to measure"
                    + (events.dimensions().isEmpty()
                            ? ""
                            : "; dimensions " + String.join(", ", new TreeSet<>(events.dimensions()))));
        }
    }

    private void objectives() {
        for (Watched.Asked asked : watched.asked()) {
            for (String column : asked.columns()) {
                if (!isThere(column)) {
                    absent("slo " + asked.slo() + ": columns", column);
                }
            }
        }
    }

    private void slices() {
        for (String dimension : watched.monitor().slices().dimensions()) {
            if (!events.dimensions().contains(dimension)) {
                section.mend(watched.place("slices") + "=" + dimension + " is a dimension of none of "
                        + Figures.plural(events.events(), "event") + "; "
                        + Near.name(dimension, events.dimensions(), "there are"));
            }
        }
    }
}
