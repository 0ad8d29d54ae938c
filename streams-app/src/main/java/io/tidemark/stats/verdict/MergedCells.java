package io.tidemark.stats.verdict;

import io.tidemark.stats.distance.Cells;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Cells merged until each has enough expected rows on the smaller side. Merging can only make the divergence smaller, so that a bound on merged cells
 * holds for the column. It looks at both sides' counts together: given those, how they fall to the two sides is still chance. To look at the reference
 * alone would put together what is small by chance there (in simulation up to 30 × the nominal false alarms at m = 1,000).
 *
 * @param window counts on the merged cells
 * @param reference counts on the merged cells
 */
record MergedCells(double[] window, double[] reference) {
    /** Expected rows from which the χ² law holds. */
    static final double EXPECTED = 20;

    /** How cells are put together. */
    enum Order {
        /** Neighbours first: cells of a number. */
        ADJACENT,
        /** The smallest first: values of a category. */
        SMALLEST
    }

    /** Merges cells until each expects at least {@value #EXPECTED} of the smaller side's effective rows; fewer than 2 are left where rows are too few. */
    static MergedCells of(double[] window, double[] reference, double n, double m, Order order) {
        double[] pooled = pooled(window, reference, n, m);
        int[] cells = order == Order.ADJACENT ? inOrder(window.length) : smallestFirst(pooled);
        double[] mergedWindow = new double[cells.length];
        double[] mergedReference = new double[cells.length];
        int merged = 0;
        double expected = 0;
        for (int cell : cells) {
            mergedWindow[merged] += window[cell];
            mergedReference[merged] += reference[cell];
            expected += pooled[cell];
            if (expected * Math.min(n, m) >= EXPECTED) {
                merged++;
                expected = 0;
            }
        }
        if (merged > 0 && merged < cells.length) {
            mergedWindow[merged - 1] += mergedWindow[merged];
            mergedReference[merged - 1] += mergedReference[merged];
        }
        return new MergedCells(Arrays.copyOf(mergedWindow, merged), Arrays.copyOf(mergedReference, merged));
    }

    /** Each cell's share of the effective rows of both sides. */
    private static double[] pooled(double[] window, double[] reference, double n, double m) {
        double fromWindow = n / (n + m) / Cells.total(window);
        double fromReference = m / (n + m) / Cells.total(reference);
        double[] pooled = new double[window.length];
        for (int cell = 0; cell < pooled.length; cell++) {
            pooled[cell] = window[cell] * fromWindow + reference[cell] * fromReference;
        }
        return pooled;
    }

    private static int[] inOrder(int cells) {
        int[] order = new int[cells];
        Arrays.setAll(order, cell -> cell);
        return order;
    }

    private static int[] smallestFirst(double[] shares) {
        return IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> shares[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int cells() {
        return window.length;
    }
}
