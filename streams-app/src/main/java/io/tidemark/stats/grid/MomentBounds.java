package io.tidemark.stats.grid;

/**
 * Hard bounds of the mean and the standard deviation of the rows that {@link Counts} counted: what rounding to fixed point, and clamping beyond center ±
 * {@value NumberGrid#CLAMP}·scale, can have changed. No confidence level: they say nothing of the noise of sampling.
 *
 * @param lowestMean in the column's unit
 * @param highestMean in the column's unit
 * @param lowestDeviation in the column's unit, ≥ 0
 * @param highestDeviation in the column's unit
 */
public record MomentBounds(double lowestMean, double highestMean, double lowestDeviation, double highestDeviation) {
    /** Half a unit of the fixed-point sums. */
    private static final double HALF_UNIT = 0.5 / NumberGrid.UNITS;

    /**
     * The bounds. Rows that may lie beyond the clamp are those of the cells that reach beyond it. O(cells).
     *
     * @param counts with at least one valid row, and its minimum and maximum
     * @param moments of the same counts
     */
    public static MomentBounds of(NumberGrid grid, Counts counts, Moments moments) {
        double n = counts.valid();
        double limit = NumberGrid.CLAMP * grid.scale();
        double above = Math.max(0, counts.max() - (grid.center() + limit));
        double below = Math.max(0, grid.center() - limit - counts.min());
        double rowsAbove = above == 0 ? 0 : rowsAbove(grid, counts, grid.center() + limit);
        double rowsBelow = below == 0 ? 0 : rowsBelow(grid, counts, grid.center() - limit);
        double rounding = grid.scale() * HALF_UNIT;
        double shift = Math.abs(moments.mean() - grid.center()) / grid.scale();
        double least =
                Math.max(0, square(moments.standardDeviation() / grid.scale()) - 4 * HALF_UNIT * (1 + 2 * shift));
        double most = square(moments.standardDeviation() / grid.scale())
                + 4 * HALF_UNIT * (1 + 2 * shift)
                + (rowsAbove * excess(above / grid.scale()) + rowsBelow * excess(below / grid.scale()))
                        / Math.max(1, n - 1)
                + (above + below > 0 ? square(shift) : 0);
        return new MomentBounds(
                Math.max(counts.min(), moments.mean() - rounding - below * (rowsBelow / n)),
                Math.min(counts.max(), moments.mean() + rounding + above * (rowsAbove / n)),
                Math.min(moments.standardDeviation(), grid.scale() * Math.sqrt(least)),
                counts.min() == counts.max()
                        ? 0
                        : Math.max(
                                moments.standardDeviation(),
                                Math.min(Double.MAX_VALUE, grid.scale() * Math.sqrt(most))));
    }

    /** What a row that far beyond the limit adds to the square, both in scales. */
    private static double excess(double beyond) {
        return beyond * (beyond + 2 * NumberGrid.CLAMP);
    }

    private static double square(double value) {
        return value * value;
    }

    private static double rowsAbove(NumberGrid grid, Counts counts, double limit) {
        double rows = counts.cell(grid.cells() - 1);
        for (int cell = 0; cell < grid.cells() - 1; cell++) {
            rows += grid.upperEdge(cell) > limit ? counts.cell(cell) : 0;
        }
        return rows;
    }

    private static double rowsBelow(NumberGrid grid, Counts counts, double limit) {
        double rows = counts.cell(0);
        for (int cell = 1; cell < grid.cells(); cell++) {
            rows += grid.upperEdge(cell - 1) < limit ? counts.cell(cell) : 0;
        }
        return rows;
    }
}
