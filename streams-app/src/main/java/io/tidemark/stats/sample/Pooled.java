package io.tidemark.stats.sample;

import java.util.Arrays;

/**
 * Two samples merged: the different values in ascending order, and how often each side has them. Made once in O(n + m), read by every
 * two-sample statistic. Immutable; any thread.
 */
final class Pooled {
    private final double[] values;
    private final int[] reference;
    private final int[] current;
    private final int n;
    private final int m;

    private Pooled(double[] values, int[] reference, int[] current, int n, int m) {
        this.values = values;
        this.reference = reference;
        this.current = current;
        this.n = n;
        this.m = m;
    }

    static Pooled of(Sample reference, Sample current) {
        int n = reference.size();
        int m = current.size();
        double[] values = new double[Math.addExact(n, m)];
        int[] left = new int[n + m];
        int[] right = new int[n + m];
        int size = 0;
        int i = 0;
        int j = 0;
        for (; i < n || j < m; size++) {
            boolean isLeft = j == m || (i < n && reference.value(i) <= current.value(j));
            double value = isLeft ? reference.value(i) : current.value(j);
            values[size] = value;
            left[size] = repetitions(reference, i, value);
            right[size] = repetitions(current, j, value);
            i += left[size];
            j += right[size];
        }
        return new Pooled(Arrays.copyOf(values, size), Arrays.copyOf(left, size), Arrays.copyOf(right, size), n, m);
    }

    /** Itself, if both sides have values. */
    Pooled requireBoth() {
        if (n == 0 || m == 0) {
            throw new IllegalArgumentException(
                    "two samples are compared where both have values: reference=" + n + ", current=" + m);
        }
        return this;
    }

    private static int repetitions(Sample sample, int from, double value) {
        int to = from;
        while (to < sample.size() && sample.value(to) == value) {
            to++;
        }
        return to - from;
    }

    /** Number of different values. */
    int size() {
        return values.length;
    }

    double value(int place) {
        return values[place];
    }

    /** How often the reference has the value. */
    int reference(int place) {
        return reference[place];
    }

    /** How often the current sample has the value. */
    int current(int place) {
        return current[place];
    }

    /** How often both have it. */
    long both(int place) {
        return (long) reference[place] + current[place];
    }

    /** Rows of the reference. */
    int n() {
        return n;
    }

    /** Rows of the current sample. */
    int m() {
        return m;
    }

    long rows() {
        return (long) n + m;
    }

    boolean isConstant() {
        return values.length <= 1;
    }

    boolean hasTies() {
        return values.length < rows();
    }

    /** A power of two not above the largest magnitude (1 where all are 0): dividing by it is exact and keeps sums from overflowing. */
    double unit() {
        double largest = values.length == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
        return largest == 0 ? 1 : Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(largest)));
    }
}
