package io.tidemark.stats.distance;

import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;

/**
 * Shares of single values: p = count/rows in the window, q the same in the reference, plain numbers in [0, 1].
 *
 * <p>{@code share} is one value's p, {@code linf} = max |p − q| over the values (the Chebyshev distance, as TFDV's L∞), {@code unseen} the mass of values
 * without a cell, {@code vanished} = Σ q over the cells with p = 0, {@code share_ratio} = p/q of one value. All are exact for the cells; what shares {@code else}
 * is told apart by nobody. Their bounds are those of {@code stats.verdict}: Clopper and Pearson, Biometrika 26, 1934, doi:10.1093/biomet/26.4.404.
 */
public final class Shares {
    private Shares() {}

    /**
     * A value whose share moved.
     *
     * @param cell the value's cell; −1 where there are no cells
     * @param difference share in the window minus share in the reference, in [−1, 1]
     */
    public record Move(int cell, double difference) {}

    /**
     * The measure {@code linf}: the value whose share moved most, the first of equals. O(cells).
     *
     * <p>Error bound: exact for the cells. Over all values it is the same but for those that share {@code else}: there a single value can have
     * moved by at most the larger of that cell's two shares.
     *
     * @param window counts or masses, ≥ 0 (unchecked)
     * @param reference the same cells
     * @return |difference| in [0, 1]; an empty side has shares of 0
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Move largest(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window);
        double m = Cells.total(reference);
        Move largest = new Move(window.length == 0 ? -1 : 0, 0);
        for (int cell = 0; cell < window.length; cell++) {
            double difference = share(window[cell], n) - share(reference[cell], m);
            if (Math.abs(difference) > Math.abs(largest.difference())) {
                largest = new Move(cell, difference);
            }
        }
        return largest;
    }

    /** count/total, in [0, 1]; 0 of 0 is 0. */
    public static double share(double count, double total) {
        return total == 0 ? 0 : count / total;
    }

    /** The measure {@code unseen}: share of valid rows whose value has no cell, in [0, 1]; 0 where there are no rows. */
    public static double unseen(CategoryGrid grid, Counts counts) {
        return share(counts.cell(grid.elseCell()), counts.valid());
    }

    /**
     * The measure {@code vanished}: reference mass on cells where the window has nothing.
     *
     * @return in [0, 1]; 0 where the reference is empty, 1 where only the window is
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double vanished(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double gone = 0;
        for (int cell = 0; cell < window.length; cell++) {
            gone += window[cell] == 0 ? reference[cell] : 0;
        }
        return share(gone, Cells.total(reference));
    }
}
