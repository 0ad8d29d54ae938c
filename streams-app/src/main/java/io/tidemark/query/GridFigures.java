package io.tidemark.query;

import io.tidemark.stats.grid.MomentBounds;
import io.tidemark.stats.grid.Moments;
import java.util.List;
import java.util.Optional;

/**
 * What counts on one grid say of the values: hard bounds where there is a grid, since each value is in a known cell; none that speak of the noise of sampling.
 *
 * @param gridId empty for rows that were counted before there was a grid
 * @param rows with a usable value
 * @param distinct how many different values there were; empty where that cannot be told
 * @param moments of numbers; empty where there is no grid, or no row
 * @param quantiles of numbers; empty where there is no row
 * @param confidence that a quantile lies within its bounds: 1 for hard ones
 * @param bins how many rows each cell has, in the grid's order
 * @param values the values that have a cell of their own and came, the most frequent first
 * @param other values that have none, of categories
 */
public record GridFigures(
        String gridId,
        long rows,
        Optional<Distinct> distinct,
        Optional<Spread> moments,
        List<Quantile> quantiles,
        double confidence,
        List<Bin> bins,
        List<Value> values,
        Optional<Other> other) {
    /**
     * How many different values.
     *
     * @param lower at least so many
     * @param upper at most so many; equal to {@code lower} where it is known exactly
     */
    public record Distinct(long lower, long upper) {}

    /** Mean and standard deviation, and what rounding and clamping can have changed of them. */
    public record Spread(Moments moments, MomentBounds bounds) {}

    /** A quantile within its bounds. */
    public record Quantile(double rank, double value, double lower, double upper) {}

    /**
     * A cell.
     *
     * @param from of numbers, not included but where {@code to} is the same; NaN for −∞ and for categories
     * @param to of numbers, included; NaN for ∞ and for categories
     */
    public record Bin(double from, double to, String label, long rows) {}

    /** A value that has a cell of its own. */
    public record Value(String value, long rows, double share) {}

    /**
     * Values without a cell.
     *
     * @param sampled a few of them, each with its part of the sample in (0, 1]
     */
    public record Other(long rows, double share, List<Sampled> sampled) {}

    /** A value of a sample. */
    public record Sampled(String value, double share) {}

    /** The same without anything that is a value. */
    GridFigures redacted() {
        return new GridFigures(
                gridId,
                rows,
                distinct,
                Optional.empty(),
                List.of(),
                confidence,
                List.of(),
                List.of(),
                Optional.empty());
    }
}
