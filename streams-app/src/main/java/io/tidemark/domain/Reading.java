package io.tidemark.domain;

import java.util.ArrayList;
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
 * @param isLast whether the slice has been silent for so long that it is forgotten, until it has data again
 */
public record Reading(
        Scope scope,
        TimeWindow window,
        String reference,
        int revision,
        long rows,
        List<Measurement> measurements,
        boolean isLast) {
    public Reading {
        measurements = List.copyOf(measurements);
    }

    /** A reading of a slice that is not forgotten. */
    public Reading(
            Scope scope, TimeWindow window, String reference, int revision, long rows, List<Measurement> measurements) {
        this(scope, window, reference, revision, rows, measurements, false);
    }

    /** The same with more measurements after its own. */
    public Reading with(List<Measurement> more) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.addAll(more);
        return new Reading(scope, window, reference, revision, rows, all, isLast);
    }

    /** The same as the slice's last one. */
    public Reading asLast() {
        return new Reading(scope, window, reference, revision, rows, measurements, true);
    }
}
