package io.tidemark.runtime.first;

import io.tidemark.config.CsvMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the numbers of a file have decimal commas: where commas do not stand between fields, a column's values are such numbers, and no column has
 * numbers with a point.
 */
final class DecimalCommas {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+,?\\d*|,\\d+)([eE][+-]?\\d+)?");
    private static final Pattern POINTED = Pattern.compile("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?");
    private static final double NEARLY_ALL = 0.95;

    private final RowSample sample;
    private final List<Integer> columns = new ArrayList<>();

    private DecimalCommas(RowSample sample) {
        this.sample = sample;
    }

    /** Looks at a sample of a file whose fields are divided by that. */
    static DecimalCommas in(RowSample sample, char delimiter) {
        DecimalCommas commas = new DecimalCommas(sample);
        if (delimiter != ',' && !commas.hasPoints()) {
            commas.look();
        }
        return commas;
    }

    private boolean hasPoints() {
        for (int i = 0; i < sample.names().size(); i++) {
            if (isNearlyAll(i, POINTED)) {
                return true;
            }
        }
        return false;
    }

    private void look() {
        for (int i = 0; i < sample.names().size(); i++) {
            boolean hasCommas = sample.column(i).stream().anyMatch(value -> value.indexOf(',') >= 0);
            if (hasCommas && isNearlyAll(i, NUMBER)) {
                columns.add(i);
            }
        }
    }

    private boolean isNearlyAll(int column, Pattern pattern) {
        List<String> values = sample.column(column).stream()
                .filter(value -> !CsvMapping.USUAL_MISSING.contains(value) && !ColumnLook.NO_VALUE.contains(value))
                .toList();
        long matching = values.stream()
                .filter(value -> pattern.matcher(value).matches())
                .count();
        return !values.isEmpty() && matching >= values.size() * NEARLY_ALL;
    }

    boolean isThere() {
        return !columns.isEmpty();
    }

    /** The sample with points for commas in these numbers. */
    RowSample pointed() {
        if (columns.isEmpty()) {
            return sample;
        }
        RowSample pointed = new RowSample(sample.names());
        for (RowSample.Row row : sample.rows()) {
            List<String> values = new ArrayList<>(row.values());
            columns.forEach(column -> values.set(column, values.get(column).replace(',', '.')));
            pointed.add(new RowSample.Row(row.timeMs(), values));
        }
        return pointed;
    }
}
