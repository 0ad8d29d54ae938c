package io.tidemark.quiet;

import io.tidemark.quiet.KnownChanges.Against;
import io.tidemark.quiet.KnownChanges.Change;
import io.tidemark.quiet.KnownChanges.Found;
import io.tidemark.quiet.Table.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The electricity data: three columns are constant until row 17,424 and vary afterwards; two wander all the time. */
final class Electricity {
    private static final List<String> COLUMNS = List.of("vicprice", "vicdemand", "transfer", "nswprice", "nswdemand");
    private static final int REFERENCE_ROWS = 90 * 48;
    private static final int CHANGE = 17_424;

    private final Table table;

    /** @param file the original, or the demo's: they have the same rows */
    Electricity(Path file) throws IOException {
        table = Table.read(file, COLUMNS, Set.copyOf(COLUMNS));
    }

    /** What is said of one of the three constant columns, in windows of so many half-hours. */
    Found found(String column, int size) {
        List<long[]> reference = table.windows(table.field(column), 0, REFERENCE_ROWS, size, Table.ALL);
        Column one = table.field(column).column(total(reference));
        Plan plan = Plan.of(1, Collections.nCopies(COLUMNS.size(), one), 1, size * Plan.HOUR / 2);
        return known(table.field(column), one, reference, size, plan).found(Against.PINNED);
    }

    private KnownChanges known(Field field, Column column, List<long[]> reference, int size, Plan plan) {
        List<long[]> watched = table.windows(field, REFERENCE_ROWS, table.rows(), size, Table.ALL);
        Change change = new Change((CHANGE - REFERENCE_ROWS) / size, watched.size());
        return new KnownChanges(column, reference, watched, List.of(change), plan, COLUMNS.size());
    }

    /** The rows of the table for windows of so many half-hours; a reference other than the pinned one for the columns that wander. */
    List<String> rows(int size) {
        List<Field> fields = COLUMNS.stream().map(table::field).toList();
        List<List<long[]>> references = fields.stream()
                .map(field -> table.windows(field, 0, REFERENCE_ROWS, size, Table.ALL))
                .toList();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(fields.get(i).column(total(references.get(i))));
        }
        Plan plan = Plan.of(1, columns, 1, size * Plan.HOUR / 2);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            KnownChanges known = known(fields.get(i), columns.get(i), references.get(i), size, plan);
            boolean isConstant = i < 3;
            for (Against against :
                    isConstant ? List.of(Against.PINNED) : List.of(Against.PINNED, Against.trailing(56))) {
                rows.add(row(fields.get(i).name(), size, known, against));
            }
        }
        return rows;
    }

    private static String row(String name, int size, KnownChanges known, Against against) {
        Found found = known.found(against);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %d | %d | %s",
                name,
                size,
                against.name(),
                Score.number(known.phi(against)),
                found.quiet(),
                found.outside(),
                found.delays().isEmpty() ? "not" : found.delays().get(0)));
        for (Map.Entry<Rival, Found> rival : known.rivals().entrySet()) {
            Found theirs = rival.getValue();
            text.append(String.format(
                    Locale.ROOT,
                    " | %s (%s)",
                    theirs.delays().isEmpty() ? "not" : theirs.delays().get(0),
                    Score.number(1000.0 * theirs.outside() / theirs.quiet())));
        }
        return text.append(" |").toString();
    }

    static long[] total(List<long[]> windows) {
        long[] total = new long[windows.get(0).length];
        windows.forEach(window -> Arrays.setAll(total, atom -> total[atom] + window[atom]));
        return total;
    }
}
