package io.tidemark.compare;

import io.tidemark.stats.grid.Dispersion;
import java.util.List;

/**
 * Two files, or two ranges of one stream, compared column by column.
 *
 * @param reference the file that says what is in order
 * @param current the file that is judged
 * @param precision how numbers were measured
 * @param budget how sure a BAD is
 * @param columns in the reference's order
 * @param added columns of the current file only
 * @param removed columns of the reference only
 * @param multipleTests the columns' chances of "no change", adjusted for their number; empty unless exact
 */
public record Comparison(
        Rows reference,
        Rows current,
        Precision precision,
        Budget budget,
        List<ComparedColumn> columns,
        List<String> added,
        List<String> removed,
        MultipleTests multipleTests) {
    public Comparison {
        columns = List.copyOf(columns);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** How numbers are measured. */
    public enum Precision {
        /** On the cells of the reference's grid, as the stream does. */
        CELLS,
        /** On the counts that a running application keeps of its events. */
        KEPT,
        /** On raw values, but for what needs bins; with every statistic of the two samples. */
        EXACT
    }

    /**
     * A file's rows.
     *
     * @param file as it was named
     * @param rows that were read
     * @param rejected lines that were no row
     * @param firstRejected place and reason of the first of these; empty if there is none
     */
    public record Rows(String file, long rows, long rejected, String firstRejected) {}

    /**
     * How sure a BAD is.
     *
     * @param falseAlarms how many of such comparisons have a BAD although nothing changed, at most, in (0, 1)
     * @param tests deciding measures of all columns
     * @param alpha level of each test against the reference as it is; as much again is spent on the reference's own error
     * @param windows windows of the reference that φ was measured on; 0: none, rows count as independent
     * @param scale windows that the current file stands for: 1, 2, 4 … 64
     */
    public record Budget(double falseAlarms, long tests, double alpha, int windows, int scale) {
        /** No test is made at a weaker level, however many false alarms are accepted. */
        static final double WEAKEST = 0.05;

        /**
         * What each test of these columns may cost. Half of the false alarms go to the tests.
         *
         * @param windows of the reference that φ was measured on; 0 for none
         * @param spans windows that the current side covers; the scale is the next power of two, at most the longest
         */
        public static Budget of(double falseAlarms, List<Compared> columns, int windows, long spans) {
            long tests = columns.stream().mapToLong(Compared::decidingMeasures).sum();
            double alpha = Math.min(WEAKEST, falseAlarms / 2 / Math.max(1, tests));
            return new Budget(falseAlarms, tests, alpha, windows, Dispersion.scaleOf(spans));
        }

        /** The most windows that the φ of a column was measured on; 0 where none is known. */
        public static int windows(List<Compared> columns) {
            return columns.stream()
                    .map(column -> column.reference().dispersion())
                    .filter(Dispersion::isKnown)
                    .mapToInt(Dispersion::windows)
                    .max()
                    .orElse(0);
        }

        /** Whether nothing is known of how rows hang together. */
        public boolean takesRowsAsIndependent() {
            return windows == 0;
        }
    }

    /** Columns that drifted, the one farthest beyond its tolerance first. */
    public List<ComparedColumn> drifted() {
        return columns.stream()
                .filter(ComparedColumn::isBad)
                .sorted(ComparedColumn.FARTHEST_FIRST)
                .toList();
    }
}
