package io.tidemark.stats.distance;

import java.util.Arrays;

/**
 * Two samples on the finest cells there are: one for each different value that either side has, ascending. On these the distances that depend on the
 * order of values only ({@code ks}, {@code rank_shift}, {@code rank_spread}) are those of the raw values.
 *
 * @param window rows of the window at each value, ≥ 0
 * @param reference rows of the reference at the same values, ≥ 0
 */
public record FinestCells(double[] window, double[] reference) {
    /**
     * The cells of two raw samples. O((n + m)·log(n + m)) time, 32 bytes a value.
     *
     * @param window no NaN (unchecked), in any order; read, never written
     * @param reference no NaN (unchecked), in any order; read, never written
     */
    public static FinestCells of(double[] window, double[] reference) {
        double[] after = sorted(window);
        double[] before = sorted(reference);
        double[] counts = new double[after.length + before.length];
        double[] countsBefore = new double[counts.length];
        int cells = 0;
        int i = 0;
        int j = 0;
        while (i < after.length || j < before.length) {
            double value = j == before.length || i < after.length && after[i] < before[j] ? after[i] : before[j];
            int nextI = endOf(value, after, i);
            int nextJ = endOf(value, before, j);
            counts[cells] = nextI - i;
            countsBefore[cells] = nextJ - j;
            cells++;
            i = nextI;
            j = nextJ;
        }
        return new FinestCells(Arrays.copyOf(counts, cells), Arrays.copyOf(countsBefore, cells));
    }

    /** A sorted copy in which negative zero is zero. */
    private static double[] sorted(double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[i] = values[i] + 0.0;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static int endOf(double value, double[] sorted, int from) {
        int end = from;
        while (end < sorted.length && sorted[end] == value) {
            end++;
        }
        return end;
    }
}
