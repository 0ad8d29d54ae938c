package io.tidemark.compare;

import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.ColumnComparison;

/**
 * A column of two files, counted.
 *
 * @param name what it is measured as
 * @param grid the reference's cells
 * @param reference counts on them, and φ
 * @param current counts on them
 */
public record Compared(String name, Grid grid, ColumnReference reference, Counts current) {
    public int decidingMeasures() {
        return ColumnComparison.decidingMeasures(grid);
    }
}
