package io.tidemark.stats.distance;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;

/**
 * How many of a shared grid's intervals carry a slice's mass: 1/Σ p², p the share of each interval among the rows that no cell of a single value
 * holds (Laakso and Taagepera's effective number, Comp. Pol. Stud. 12, 1979, doi:10.1177/001041407901200101; Simpson's index).
 *
 * <p>Within one interval nothing is seen. A slice in 3 of 64 intervals is measured as with a grid of 3 cells: KS may be off by a third.
 *
 * @param number in [1, cells]; 1 where there are no such rows
 * @param rows rows on intervals
 */
public record EffectiveCells(double number, long rows) {
    /** Fewer are few, where at least half of the rows are on intervals. */
    public static final double FEW = 8;

    /** The effective number of a slice's counts. O(cells). */
    public static EffectiveCells of(NumberGrid grid, Counts counts) {
        long rows = 0;
        double squares = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            if (!grid.isPoint(cell)) {
                double count = counts.cell(cell);
                rows += counts.cell(cell);
                squares += count * count;
            }
        }
        return new EffectiveCells(squares == 0 ? 1 : (double) rows * rows / squares, rows);
    }

    /** Whether the grid is too coarse for the slice although it has intervals enough. */
    public static boolean areFew(NumberGrid grid, Counts counts) {
        EffectiveCells effective = of(grid, counts);
        int intervals = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            intervals += grid.isPoint(cell) ? 0 : 1;
        }
        return intervals >= 2 * FEW && effective.number < FEW && 2 * effective.rows > counts.valid();
    }
}
