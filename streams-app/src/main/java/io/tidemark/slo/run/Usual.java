package io.tidemark.slo.run;

import java.util.Arrays;
import java.util.List;

/**
 * What is usual, of a few values: their median, and their spread as the median absolute deviation from it times 1.4826, which is the
 * standard deviation where values are normal. Half of the values may be wild without moving either.
 *
 * @param median of the values, in their unit
 * @param spread in the same unit, ≥ 0
 * @param count how many values
 */
public record Usual(double median, double spread, int count) {
    /** From so many values on something is usual. */
    public static final int FEWEST = 5;

    /** Values that are looked at, the newest. */
    public static final int MOST = 20;

    /** A value further away than so many spreads is not usual. */
    public static final double SPREADS = 5;

    private static final double NORMAL = 1.4826;

    /**
     * Of values, in any order. O(n log n).
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Usual of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing is usual where there are no values");
        }
        double median = median(values.stream().mapToDouble(value -> value).toArray());
        double deviation = median(
                values.stream().mapToDouble(value -> Math.abs(value - median)).toArray());
        return new Usual(median, NORMAL * deviation, values.size());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** Whether there are enough of them. */
    public boolean isKnown() {
        return count >= FEWEST;
    }

    /** The largest value that is still in order: 1 + tolerance times the usual, or {@value #SPREADS} spreads above it. */
    public double highest(double tolerance) {
        return median + Math.max(SPREADS * spread, tolerance * median);
    }

    /** The smallest value that is still in order: the usual over 1 + tolerance, or {@value #SPREADS} spreads below it; ≥ 0. */
    public double lowest(double tolerance) {
        return Math.max(0, Math.min(median - SPREADS * spread, median / (1 + tolerance)));
    }
}
