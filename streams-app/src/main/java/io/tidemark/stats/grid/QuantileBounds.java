package io.tidemark.stats.grid;

/**
 * Hard bounds of a quantile: it lies in its cell, and between the smallest and the largest value. No error, no confidence level.
 *
 * @param lower smallest value that the quantile can have, in the column's unit
 * @param upper largest value that it can have; equal to {@code lower} where the quantile is known exactly
 */
public record QuantileBounds(double lower, double upper) {
    /** Takes off what rounding may have put on rank·n, so that rank 0.07 of 100 rows is the 7th and not the 8th. */
    private static final double ROUNDING = 1 - 0x1p-50;

    public QuantileBounds {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "bounds of a quantile must be ordered: lower=" + lower + ", upper=" + upper);
        }
    }

    /**
     * Bounds of the quantile at a rank: the smallest value with at least {@code rank·n} of the n valid rows at or below it (for rank 0
     * the minimum). Cost O(cells).
     *
     * @param grid the grid that the counts are on
     * @param counts with at least one valid row, and with its minimum and maximum
     * @param rank in [0, 1]
     * @throws IllegalArgumentException if an argument is not as said
     */
    public static QuantileBounds of(NumberGrid grid, Counts counts, double rank) {
        check(grid, counts);
        if (!(rank >= 0 && rank <= 1)) {
            throw new IllegalArgumentException("a quantile's rank must be in [0, 1]: rank=" + rank);
        }
        long row = Math.max(1, (long) Math.ceil(rank * counts.valid() * ROUNDING));
        if (row == 1) {
            return new QuantileBounds(counts.min(), counts.min());
        }
        if (row == counts.valid()) {
            return new QuantileBounds(counts.max(), counts.max());
        }
        return ofCell(grid, counts, cellOf(row, counts));
    }

    private static int cellOf(long row, Counts counts) {
        int cell = 0;
        for (long before = counts.cell(0); before < row; before += counts.cell(cell)) {
            cell++;
        }
        return cell;
    }

    private static QuantileBounds ofCell(NumberGrid grid, Counts counts, int cell) {
        boolean isFirst = cell == 0;
        boolean isLast = cell == grid.cells() - 1;
        return new QuantileBounds(
                isFirst ? counts.min() : Math.max(counts.min(), Math.nextUp(grid.upperEdge(cell - 1))),
                isLast ? counts.max() : Math.min(counts.max(), grid.upperEdge(cell)));
    }

    /** Checks that the counts are on the grid, not empty, and have their extremes. */
    static void check(NumberGrid grid, Counts counts) {
        if (!counts.gridId().equals(grid.id()) || counts.cellCount() != grid.cells()) {
            throw new IllegalArgumentException(
                    "counts must be on the grid they are read with: counts=" + counts.gridId() + ", grid=" + grid.id());
        }
        if (counts.valid() < 1 || !(counts.min() <= counts.max())) {
            throw new IllegalArgumentException("counts need a valid row, a minimum and a maximum: valid="
                    + counts.valid() + ", min=" + counts.min() + ", max=" + counts.max());
        }
    }
}
