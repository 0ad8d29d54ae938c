package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.stats.detector.ChangeScale;
import io.tidemark.stats.detector.ChangeWatch;
import io.tidemark.stats.detector.DetectorKind;
import io.tidemark.stats.grid.Counts;
import java.util.function.ToDoubleFunction;

/**
 * One quantity of one column that a detector watches, pane by pane.
 *
 * @param column the column; empty for the volume
 * @param label what is watched and by what
 * @param kind the detector
 * @param scale the unit in which it is told
 * @param quantity what a pane tells
 */
record ChangeSequence(String column, String label, DetectorKind kind, ChangeScale scale, Quantity quantity) {
    /** What a pane tells. */
    @FunctionalInterface
    interface Quantity {
        void tell(Profile pane, ChangeWatch watch);

        /** A sum over the rows of a column's counts; panes without the column, or on another grid, tell nothing. */
        static Quantity ofCounts(
                String column, String gridId, ToDoubleFunction<Counts> sum, ToDoubleFunction<Counts> rows) {
            return (pane, watch) -> {
                Counts counts = pane.columns().get(column);
                if (counts != null && counts.gridId().equals(gridId)) {
                    watch.add(sum.applyAsDouble(counts), rows.applyAsDouble(counts));
                }
            };
        }
    }

    /** The name under which it is remembered. */
    String name() {
        return column + '/' + label;
    }

    void tell(Profile pane, ChangeWatch watch) {
        quantity.tell(pane, watch);
    }
}
