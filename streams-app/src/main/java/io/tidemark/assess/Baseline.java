package io.tidemark.assess;

import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReference;
import org.jspecify.annotations.Nullable;

/** What the columns of one window are compared with. */
interface Baseline {
    /** No column has anything to be compared with. */
    Baseline NOTHING = (column, grid, scale) -> null;

    /** Counts and φ of a column, on that grid; null if there are none to compare with. */
    @Nullable
    ColumnReference column(String column, Grid grid, int scale);

    /** Whether the column's reference is drawn anew with every window, so that its error cannot be paid for once. */
    default boolean isDrawnAnew(String column) {
        return false;
    }

    /** Rows of its windows; null if the volume is not compared. */
    default @Nullable RowsReference rows() {
        return null;
    }
}
