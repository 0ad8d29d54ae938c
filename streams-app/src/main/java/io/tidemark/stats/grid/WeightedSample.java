package io.tidemark.stats.grid;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A weighted sample of numbers with equal values put together, ascending: the same whatever order its rows came in.
 *
 * <p>Immutable; any thread.
 */
final class WeightedSample {
    private final double[] values;
    private final double[] cumulative;
    private final boolean[] repeated;

    private WeightedSample(double[] values, double[] cumulative, boolean[] repeated) {
        this.values = values;
        this.cumulative = cumulative;
        this.repeated = repeated;
    }

    /** One row of the sample; rows are ordered by value, then by weight, so that even the rounding of the sums is the same. */
    private record Row(double value, double weight) {}

    /**
     * The sample of these rows; negative zero is zero. Cost n·log n.
     *
     * @throws IllegalArgumentException if the lengths differ, a value is not finite, a weight is not finite and &gt; 0, or the
     *     weights' sum overflows
     */
    static WeightedSample of(double[] values, double[] weights) {
        if (values.length != weights.length) {
            throw new IllegalArgumentException("a sample needs one weight for each value: values=" + values.length
                    + ", weights=" + weights.length);
        }
        Row[] rows = IntStream.range(0, values.length)
                .mapToObj(i -> row(i, values[i], weights[i]))
                .sorted(Comparator.comparingDouble(Row::value).thenComparingDouble(Row::weight))
                .toArray(Row[]::new);
        return ofSorted(rows);
    }

    private static Row row(int index, double value, double weight) {
        if (!Double.isFinite(value) || !Double.isFinite(weight) || !(weight > 0)) {
            throw new IllegalArgumentException("a sample needs finite values and finite weights > 0: values[" + index
                    + "]=" + value + ", weights[" + index + "]=" + weight);
        }
        return new Row(value + 0.0, weight);
    }

    private static WeightedSample ofSorted(Row[] rows) {
        double[] values = new double[rows.length];
        double[] cumulative = new double[rows.length];
        boolean[] repeated = new boolean[rows.length];
        int size = 0;
        double total = 0;
        for (Row row : rows) {
            total += row.weight();
            boolean again = size > 0 && values[size - 1] == row.value();
            size += again ? 0 : 1;
            values[size - 1] = row.value();
            repeated[size - 1] = again;
            cumulative[size - 1] = total;
        }
        if (!Double.isFinite(total)) {
            throw new IllegalArgumentException("a sample's weights must have a finite sum: sum=" + total);
        }
        return new WeightedSample(
                Arrays.copyOf(values, size), Arrays.copyOf(cumulative, size), Arrays.copyOf(repeated, size));
    }

    /** Number of distinct values. */
    int size() {
        return values.length;
    }

    double value(int index) {
        return values[index];
    }

    /** The value's part of all weight, in (0, 1]. */
    double share(int index) {
        double before = index == 0 ? 0 : cumulative[index - 1];
        return (cumulative[index] - before) / total();
    }

    /** Whether more than one row has the value. */
    boolean isRepeated(int index) {
        return repeated[index];
    }

    double max() {
        return values[values.length - 1];
    }

    private double total() {
        return cumulative[cumulative.length - 1];
    }

    /** The smallest value with at least the part {@code rank} of the weight at or below it; the sample must not be empty (unchecked). */
    double quantile(double rank) {
        int found = Arrays.binarySearch(cumulative, rank * total());
        return values[Math.min(found < 0 ? -found - 1 : found, values.length - 1)];
    }

    /**
     * A positive, finite measure of spread: the interquartile range, or the standard deviation where that is 0, or the median's
     * magnitude where all values are equal, or 1 where all are 0.
     */
    double spread() {
        double quartiles = Math.min(Double.MAX_VALUE, quantile(0.75) - quantile(0.25));
        if (quartiles > 0) {
            return quartiles;
        }
        double deviation = standardDeviation();
        if (deviation > 0) {
            return deviation;
        }
        double magnitude = Math.abs(quantile(0.5));
        return magnitude > 0 ? magnitude : 1;
    }

    private double standardDeviation() {
        if (values.length == 1) {
            return 0;
        }
        double unit = Math.max(Math.abs(values[0]), Math.abs(max()));
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += share(i) * (values[i] / unit);
        }
        double variance = 0;
        for (int i = 0; i < values.length; i++) {
            double deviation = values[i] / unit - mean;
            variance += share(i) * deviation * deviation;
        }
        return unit * Math.min(1, Math.sqrt(variance));
    }
}
