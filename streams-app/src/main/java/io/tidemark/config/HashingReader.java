package io.tidemark.config;

import io.tidemark.config.FieldMapping.Role;
import io.tidemark.domain.LabelColumn;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.ColumnKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code columns.hash} means once it is known what else the same values are called: who names one name of a value means the value. Whatever speaks of
 * hashed values in the clear is a mistake.
 */
final class HashingReader {
    /** What an event cannot be understood without, and what is a number; never hashed. */
    private static final List<Role> KEPT = List.of(
            Role.TIME,
            Role.MODEL,
            Role.VERSION,
            Role.STAGE,
            Role.SCORE,
            Role.LATENCY,
            Role.STATUS,
            Role.DEPENDENCY,
            Role.HEALTH);

    private final Source source;
    private final FieldMapping fields;
    private final ColumnRules columns;
    private final Slices slices;
    private final Section section;

    private HashingReader(Section section, Source source, ColumnRules columns, Slices slices) {
        this.section = section;
        this.source = source;
        this.fields = source.format().fields();
        this.columns = columns;
        this.slices = slices;
    }

    /** The rules with every name of what is hashed. */
    static ColumnRules read(Field field, Source source, ColumnRules columns, Slices slices) {
        if (!columns.hash().isAsked()) {
            return columns;
        }
        return new HashingReader(field.sectionIfSection(), source, columns, slices).read();
    }

    private ColumnRules read() {
        Hashing hash = new Hashing(columns.hash().written(), names(), Salt.NONE);
        checkRoles();
        checkTypes(hash);
        checkStated("allowed", columns.allowed(), hash);
        checkStated("patterns", columns.patterns(), hash);
        return columns.with(hash);
    }

    private List<String> names() {
        Hashing hash = columns.hash();
        Set<String> names = new LinkedHashSet<>(hash.names());
        int before = 0;
        while (names.size() > before) {
            before = names.size();
            Hashing soFar = Hashing.of(List.copyOf(names));
            synonyms().stream()
                    .filter(group -> group.stream().anyMatch(soFar::hashes))
                    .forEach(names::addAll);
        }
        return List.copyOf(names);
    }

    private List<Set<String>> synonyms() {
        List<Set<String>> groups = new ArrayList<>();
        groups.add(group(ReservedColumn.PREDICTION.column(), source.csv().prediction(), places(Role.PREDICTION)));
        groups.add(group(Hashing.ID, source.csv().id(), places(Role.ID), places(Role.PREDICTION_ID)));
        if (fields.roles().containsKey(Role.LABEL)) {
            groups.add(group(LabelColumn.NAME, "", places(Role.LABEL)));
        }
        fields.dimensions().named().forEach((name, path) -> groups.add(group(name, "", of(path))));
        for (FieldPath map : fields.dimensions().maps()) {
            for (String dimension : slices.dimensions()) {
                groups.add(group(dimension, "", of(map.with(dimension))));
            }
        }
        fields.features().rename().forEach((own, name) -> groups.add(group(name, own, under(own))));
        return groups;
    }

    private Set<String> places(Role role) {
        return fields.roles().getOrDefault(role, List.of()).stream()
                .flatMap(path -> of(path).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> of(FieldPath path) {
        return group(path.name(), fields.column(path));
    }

    /** A feature's own name begins where the features do; people may have written the whole path. */
    private Set<String> under(String own) {
        return fields.features().from().stream()
                .map(from -> from.name() + '.' + own)
                .collect(Collectors.toSet());
    }

    @SafeVarargs
    private static Set<String> group(String name, String other, Set<String>... more) {
        Set<String> names = new LinkedHashSet<>(List.of(name, other));
        for (Set<String> some : more) {
            names.addAll(some);
        }
        names.remove("");
        return names;
    }

    private void checkRoles() {
        CsvMapping csv = source.csv();
        Set<String> kept = new LinkedHashSet<>(
                List.of(csv.time(), csv.version(), csv.score(), csv.latency(), csv.status(), "score"));
        if (!fields.equals(FieldMapping.CANONICAL)) {
            KEPT.forEach(role -> kept.addAll(places(role)));
        }
        Field field = section.field("hash");
        for (String name : columns.hash().written()) {
            if (!name.isEmpty() && kept.contains(name)) {
                field.fail("names " + name + ", which is no feature, dimension, prediction, label or id, and is never"
                        + " hashed; take it out, or see columns.redact");
            }
        }
    }

    private void checkTypes(Hashing hash) {
        Section types = section.field("types").sectionIfSection();
        for (String column : types.keys()) {
            ColumnKind kind = columns.kinds().get(column);
            if (hash.hashes(owner(column)) && kind == ColumnKind.STRING) {
                types.field(column)
                        .warn("is of a column that columns.hash hashes: its length and shape are always the same then;"
                                + " write category");
            } else if (hash.hashes(owner(column)) && kind != ColumnKind.CATEGORY) {
                types.field(column)
                        .fail(
                                "is of a column that columns.hash hashes, and hashes are categories; write category, or take"
                                        + " it out of columns.hash");
            }
        }
    }

    /** What is said of values in the clear would call every hash wrong, and stands in messages. */
    private void checkStated(String key, Map<String, ?> stated, Hashing hash) {
        Section rules = section.field(key).sectionIfSection();
        for (String column : stated.keySet()) {
            if (hash.hashes(owner(column)) && rules.has(column)) {
                rules.field(column).fail("speaks of values that columns.hash hashes; take it out of one");
            }
        }
    }

    /** A value of a hashed column that an objective or a detector names must be named by its hash: it stands in readings and alerts. */
    static void checkNamed(Field value, String column, ColumnRules columns) {
        if (!columns.hash().hashes(column)) {
            return;
        }
        for (Field item : value.isList() ? value.items() : List.of(value)) {
            if (item.isSingle() && !Hashing.isHash(item.text(""))) {
                item.fail("is a value of " + column + ", which columns.hash hashes; write its hash, " + Hashing.LETTERS
                        + " letters as in the evidence of readings");
            }
        }
    }

    private static String owner(String column) {
        int dot = column.lastIndexOf('.');
        boolean isDerived = dot > 0 && (column.endsWith(".length") || column.endsWith(".shape"));
        return isDerived ? column.substring(0, dot) : column;
    }
}
