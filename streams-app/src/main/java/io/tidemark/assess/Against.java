package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import java.util.Set;

/**
 * What a reading compares its window with.
 *
 * @param comparison the kind
 * @param name name and version of the reference
 * @param state why it cannot be compared with, or not yet; empty if it can
 * @param baseline where each column finds its counts
 * @param earliestMs no scale reaches back further: windows before were counted on other grids, or are in the reference itself
 */
record Against(Comparison comparison, String name, String state, Baseline baseline, long earliestMs) {
    /** Nothing yet, and why. */
    static Against nothing(Comparison comparison, String state) {
        return new Against(comparison, "", state, Baseline.NOTHING, Long.MAX_VALUE);
    }

    /** The same, but for columns that differ by definition: the dimensions of a slice. */
    Against without(Set<String> columns) {
        return new Against(
                comparison,
                name,
                state,
                (column, grid, scale) -> columns.contains(column) ? null : baseline.column(column, grid, scale),
                earliestMs);
    }

    boolean isThere() {
        return state.isEmpty();
    }
}
