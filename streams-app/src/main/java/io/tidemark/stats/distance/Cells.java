package io.tidemark.stats.distance;

import io.tidemark.stats.grid.Counts;
import java.util.Arrays;

/** Vectors of counts or masses over the cells of one grid, in the form that the distances take. */
public final class Cells {
    private Cells() {}

    /** The counts on the grid's cells, in cell order; a copy. */
    public static double[] of(Counts counts) {
        double[] cells = new double[counts.cellCount()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = counts.cell(cell);
        }
        return cells;
    }

    /** The same numbers as doubles; exact below 2^53. */
    public static double[] of(long... counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    /** Σ of the cells; 0 if there are none. */
    public static double total(double[] cells) {
        double total = 0;
        for (double cell : cells) {
            total += cell;
        }
        return total;
    }

    /**
     * The distance where a side is empty, shared by all distances that end at 1.
     *
     * @return 0 where both are empty, 1 (as far apart as can be) where one is
     */
    static double whereEmpty(double windowTotal, double referenceTotal) {
        return windowTotal == referenceTotal ? 0 : 1;
    }

    /**
     * Checks that two vectors can be compared.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    static void requireSameCells(double[] window, double[] reference) {
        if (window.length != reference.length) {
            throw new IllegalArgumentException("cannot compare counts on different cells: window=" + window.length
                    + " cells, reference=" + reference.length + " cells");
        }
    }
}
