package io.tidemark.domain;

import java.util.List;

/**
 * A scope's whole window, measured against its reference: absolute for its window, never a difference, so that replaying one
 * changes nothing.
 *
 * @param scope model, stage and slice
 * @param window the base window
 * @param reference name of the reference, {@code pinned:1f0c…} or {@code trailing:28}; empty while there is none
 * @param revision 0 when the window closed, higher each time late data changed it
 * @param rows events of the scope in the base window
 * @param measurements every column, measure and scale
 */
public record Reading(
        Scope scope, TimeWindow window, String reference, int revision, long rows, List<Measurement> measurements) {
    public Reading {
        measurements = List.copyOf(measurements);
    }
}
