package io.tidemark.runtime.first;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows from everywhere in a stream of unknown length: every k-th one, where k doubles whenever there are too many, so that none of the
 * stream's parts counts more than another.
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
    private final List<Row> rows = new ArrayList<>();
    private long every = 1;
    private long seen;

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
        return seen++ % every == 0;
    }

    /** A row that it takes. */
    public void add(Row row) {
        rows.add(row);
        if (rows.size() < most) {
            return;
        }
        every *= 2;
        List<Row> kept = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += 2) {
            kept.add(rows.get(i));
        }
        rows.clear();
        rows.addAll(kept);
    }

    public List<String> names() {
        return names;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The values of one column, in the rows' order. */
    public List<String> column(int index) {
        return rows.stream().map(row -> row.values().get(index)).toList();
    }
}
