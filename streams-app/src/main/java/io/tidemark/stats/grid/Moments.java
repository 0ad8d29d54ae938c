package io.tidemark.stats.grid;

/**
 * Mean and standard deviation of a number column, from its fixed-point sums.
 *
 * <p>Each row's standardised value and square is rounded to 2^−20, so the mean is off by at most scale·2^−21 and the variance by at
 * most scale²·2^−21·(1 + 2·|mean − center|/scale). Values beyond center ± {@value NumberGrid#CLAMP}·scale count as that limit.
 *
 * @param n valid rows, ≥ 1
 * @param mean in the column's unit; between minimum and maximum
 * @param standardDeviation in the column's unit, ≥ 0, with divisor n − 1; 0 for one row
 * @param isClamped whether a value lay beyond the limit, so that mean and standard deviation leave its excess out
 */
public record Moments(long n, double mean, double standardDeviation, boolean isClamped) {
    /**
     * Moments of the valid rows.
     *
     * @param grid the grid that the counts are on
     * @param counts with at least one valid row, and with its minimum and maximum
     * @throws IllegalArgumentException if an argument is not as said
     */
    public static Moments of(NumberGrid grid, Counts counts) {
        QuantileBounds.check(grid, counts);
        double n = counts.valid();
        double mean = counts.sum() / (n * NumberGrid.UNITS);
        double variance = Math.max(0, counts.squares() / (n * NumberGrid.UNITS) - mean * mean);
        double unbiased = n > 1 ? variance * n / (n - 1) : 0;
        boolean isConstant = counts.min() == counts.max();
        return new Moments(
                counts.valid(),
                Math.max(counts.min(), Math.min(counts.max(), grid.center() + grid.scale() * mean)),
                isConstant ? 0 : Math.min(Double.MAX_VALUE, grid.scale() * Math.sqrt(unbiased)),
                isBeyond(grid, counts.min()) || isBeyond(grid, counts.max()));
    }

    private static boolean isBeyond(NumberGrid grid, double value) {
        return Math.abs((value - grid.center()) / grid.scale()) > NumberGrid.CLAMP;
    }
}
