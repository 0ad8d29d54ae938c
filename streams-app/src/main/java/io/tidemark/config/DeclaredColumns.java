package io.tidemark.config;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.LabelColumn;
import io.tidemark.domain.ReservedColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The columns that a monitor itself speaks of. Others may be there too: which, only its events show. */
final class DeclaredColumns {
    private static final int SHORTEST = 4;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final Set<String> names = new TreeSet<>();

    DeclaredColumns(Monitor monitor) {
        names.addAll(monitor.columns().include());
        names.addAll(monitor.columns().kinds().keySet());
        names.addAll(monitor.columns().patterns().keySet());
        names.addAll(monitor.columns().allowed().keySet());
        FieldMapping fields = monitor.source().format().fields();
        names.addAll(fields.features().rename().values());
        fields.dimensions().named().values().forEach(path -> names.add(fields.column(path)));
        Arrays.stream(ReservedColumn.values()).map(ReservedColumn::column).forEach(names::add);
        names.add(LabelColumn.NAME);
        names.removeIf(name -> name.isEmpty() || name.contains("*"));
    }

    /** Warns of columns that are none of them, but one letter away from one. */
    void warn(Field field, List<String> columns) {
        for (String column : columns) {
            String owner = DerivedColumn.owner(column);
            boolean isKnown = names.contains(column) || names.contains(owner) || column.contains("*");
            if (!isKnown && owner.length() >= SHORTEST) {
                names.stream()
                        .filter(name -> isSlip(owner, name))
                        .findFirst()
                        .ifPresent(name -> field.warn("names the column " + column
                                + ", which the monitor says nothing of; did you mean " + name + "?"));
            }
        }
    }

    /** One edit, and not of a number: {@code v1} is not {@code v2}. */
    private static boolean isSlip(String typed, String name) {
        return Names.edits(typed, name) == 1
                && !DIGITS.matcher(typed)
                        .replaceAll("")
                        .equals(DIGITS.matcher(name).replaceAll(""));
    }
}
