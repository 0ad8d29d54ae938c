package io.tidemark.query;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;

/** The distribution function of numbers that were counted on a grid: exact at the grid's edges, a straight line within a cell. */
final class NumberCurve {
    private final NumberGrid grid;
    private final Counts counts;

    NumberCurve(NumberGrid grid, Counts counts) {
        this.grid = grid;
        this.counts = counts;
    }

    /** Share of the usable values that are at most x; 0 where there are none. O(cells). */
    double at(double x) {
        double below = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            below += counts.cell(cell) * part(cell, x);
        }
        return counts.valid() == 0 ? 0 : below / counts.valid();
    }

    /** Which part of a cell's values is at most x. What lies beyond the outermost edges is between them and the least or largest value, if that is known. */
    private double part(int cell, double x) {
        double from = Math.max(cell == 0 ? counts.min() : grid.upperEdge(cell - 1), counts.min());
        double to = Math.min(cell == grid.cells() - 1 ? counts.max() : grid.upperEdge(cell), counts.max());
        if (grid.isPoint(cell) || !(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            return x >= (Double.isInfinite(to) ? edge(cell) : to) ? 1 : 0;
        }
        return Math.min(1, Math.max(0, (x - from) / (to - from)));
    }

    private double edge(int cell) {
        return grid.cells() == 1 ? 0 : grid.upperEdge(Math.min(cell, grid.cells() - 2));
    }
}
