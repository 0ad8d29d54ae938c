package io.tidemark.stats.sample;

import java.util.Arrays;

/**
 * The values of one column, finite and in ascending order: sorted once, shared by every statistic.
 *
 * <p>Missing values (null, NaN) and ±∞ are the caller's to count and to leave out, so that no statistic has to say what it does with
 * them. Negative zero is zero. A sample may be empty. Immutable; any thread.
 */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * The sample of these values. O(n·log n).
     *
     * @param values in any order; read, never written
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static Sample of(double... values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "a sample's values must be finite, missing ones left out: values[" + i + "]=" + values[i]);
            }
            sorted[i] = values[i] + 0.0;
        }
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    /** Number of values, ≥ 0. */
    public int size() {
        return sorted.length;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /** The value at a place in ascending order, from 0; the place is unchecked but for the array's own bounds. */
    public double value(int place) {
        return sorted[place];
    }

    /** @throws IllegalStateException if the sample is empty */
    public double min() {
        requireValue();
        return sorted[0];
    }

    /** @throws IllegalStateException if the sample is empty */
    public double max() {
        requireValue();
        return sorted[sorted.length - 1];
    }

    /** Whether there are at most one value and its repetitions. */
    public boolean isConstant() {
        return isEmpty() || min() == max();
    }

    /** Number of different values. O(n). */
    public int distinct() {
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    /** Number of values below x. O(log n). */
    public int countBelow(double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Number of values at or below x. O(log n). */
    public int countAtOrBelow(double x) {
        return countBelow(Math.nextUp(x));
    }

    /**
     * The quantile between the two neighbours of place rank·(n − 1), linearly: type 7 of Hyndman and Fan (Am. Stat. 50, 1996,
     * doi:10.1080/00031305.1996.10473566), numpy's and R's default.
     *
     * @param rank in [0, 1]
     * @return in the column's unit, between minimum and maximum; two neighbours further apart than the largest double do not overflow
     * @throws IllegalArgumentException if the rank is not in [0, 1]
     * @throws IllegalStateException if the sample is empty
     */
    public double quantile(double rank) {
        requireValue();
        if (!(rank >= 0 && rank <= 1)) {
            throw new IllegalArgumentException("a quantile's rank must be in [0, 1]: rank=" + rank);
        }
        double place = rank * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return between(sorted[below], sorted[above], place - below);
    }

    private static double between(double a, double b, double part) {
        double gap = b - a;
        if (Double.isInfinite(gap)) {
            return a * (1 - part) + b * part;
        }
        return part < 0.5 ? a + gap * part : b - gap * (1 - part);
    }

    /** The quantile of rank ½; edges as for {@link #quantile}. */
    public double median() {
        return quantile(0.5);
    }

    /** The larger magnitude of the two ends; 0 for an empty sample. */
    double magnitude() {
        return isEmpty() ? 0 : Math.max(Math.abs(min()), Math.abs(max()));
    }

    private void requireValue() {
        if (isEmpty()) {
            throw new IllegalStateException("an empty sample has no minimum, maximum or quantile: size=0");
        }
    }
}
