package io.tidemark.runtime.first;

import java.util.List;

/**
 * Rows from everywhere in a stream of unknown length.
 *
 * <p>Owned by one thread; not thread-safe. At most 20,000 rows, and a million values.
 */
public final class RowSample {
    /** The time of a row that has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_VALUES = 1_000_000;
    private static final int FEWEST_ROWS = 500;

    private final List<String> names;
    private final int most;
    private final EvenSample<Row> rows = new EvenSample<>();

    /** A sample of rows that have these values. */
    public RowSample(List<String> names) {
        this.names = List.copyOf(names);
        this.most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, names.size())));
    }

    /**
     * A row.
     *
     * @param timeMs event time, or {@link #NO_TIME}
     * @param values in the order of the names; empty where missing
     */
    public record Row(long timeMs, List<String> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /** Whether the next row is one of the sample; it counts as seen. */
    public boolean takesNext() {
        return rows.takesNext();
    }

    /** A row that it takes. */
    public void add(Row row) {
        rows.add(row);
        if (rows.size() >= most) {
            rows.halve();
        }
    }

    public List<String> names() {
        return names;
    }

    public List<Row> rows() {
        return rows.items();
    }

    /** The rows that have a time, where some have one: the others are no events. */
    RowSample dated() {
        List<Row> dated = rows().stream().filter(row -> row.timeMs() != NO_TIME).toList();
        if (dated.isEmpty() || dated.size() == rows.size()) {
            return this;
        }
        RowSample sample = new RowSample(names);
        dated.forEach(sample::add);
        return sample;
    }

    /** The values of one column, in the rows' order. */
    public List<String> column(int index) {
        return rows.items().stream().map(row -> row.values().get(index)).toList();
    }
}
