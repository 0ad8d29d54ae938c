package io.tidemark.stats.distance;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.QuantileBounds;

/** Quantiles as points: where in its cell a quantile would lie if the cell's rows were spread evenly. */
public final class CellQuantiles {
    private CellQuantiles() {}

    /**
     * The quantile at a rank, within {@link QuantileBounds}. O(cells).
     *
     * @param counts with at least one valid row, and its minimum and maximum
     * @param rank in [0, 1]
     */
    public static double of(NumberGrid grid, Counts counts, double rank) {
        QuantileBounds bounds = QuantileBounds.of(grid, counts, rank);
        double wanted = rank * counts.valid();
        double below = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            double rows = counts.cell(cell);
            if (rows > 0 && below + rows >= wanted) {
                double part = (wanted - below) / rows;
                double from = cell == 0 ? counts.min() : Math.max(counts.min(), grid.upperEdge(cell - 1));
                double to = cell == grid.cells() - 1 ? counts.max() : Math.min(counts.max(), grid.upperEdge(cell));
                double even = from + part * (to - from);
                return Math.max(bounds.lower(), Math.min(bounds.upper(), even));
            }
            below += rows;
        }
        return bounds.upper();
    }
}
