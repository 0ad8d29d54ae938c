package io.tidemark.stats.verdict;

import io.tidemark.stats.distance.Cells;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Cells merged until each has enough expected rows on the smaller side. Merging looks at the reference only, and can only make the divergence
 * smaller, so that a bound on merged cells holds for the column.
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

    /** Merges cells until each expects at least {@value #EXPECTED} of {@code rows}; fewer than 2 cells are left where rows are too few. */
    static MergedCells of(double[] window, double[] reference, double rows, Order order) {
        double total = Cells.total(reference);
        int[] cells = order == Order.ADJACENT ? inOrder(window.length) : smallestFirst(reference);
        double[] mergedWindow = new double[cells.length];
        double[] mergedReference = new double[cells.length];
        int merged = 0;
        for (int cell : cells) {
            mergedWindow[merged] += window[cell];
            mergedReference[merged] += reference[cell];
            if (mergedReference[merged] / total * rows >= EXPECTED) {
                merged++;
            }
        }
        if (merged > 0 && merged < cells.length) {
            mergedWindow[merged - 1] += mergedWindow[merged];
            mergedReference[merged - 1] += mergedReference[merged];
        }
        return new MergedCells(Arrays.copyOf(mergedWindow, merged), Arrays.copyOf(mergedReference, merged));
    }

    private static int[] inOrder(int cells) {
        int[] order = new int[cells];
        Arrays.setAll(order, cell -> cell);
        return order;
    }

    private static int[] smallestFirst(double[] reference) {
        return IntStream.range(0, reference.length)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> reference[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int cells() {
        return window.length;
    }
}
