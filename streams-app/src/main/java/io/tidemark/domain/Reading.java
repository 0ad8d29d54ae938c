package io.tidemark.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A scope's whole window, measured against its reference: absolute for its window, never a difference, so that replaying one
 * changes nothing.
 *
 * @param scope model, stage and slice
 * @param window the base window
 * @param reference name of the reference, {@code pinned:1f0c…}, {@code published:NAME@1f0c…}, {@code trailing:28} …; empty while there is none
 * @param revision 0 when the window closed, higher each time late data changed it
 * @param rows events of the scope in the base window
 * @param measurements every column, measure and scale
 * @param isLast whether the slice has been silent for so long that it is forgotten, until it has data again
 * @param comparison what kind of reference it is measured against
 * @param referenceState why there is no reference, or not yet: {@code warming up, 40 % of 7d}; empty where there is one
 */
public record Reading(
        Scope scope,
        TimeWindow window,
        String reference,
        int revision,
        long rows,
        List<Measurement> measurements,
        boolean isLast,
        Comparison comparison,
        String referenceState)
        implements Tiding {
    public Reading {
        measurements = List.copyOf(measurements);
    }

    /** A reading against the monitor's reference, of a slice that is not forgotten. */
    public Reading(
            Scope scope, TimeWindow window, String reference, int revision, long rows, List<Measurement> measurements) {
        this(scope, window, reference, revision, rows, measurements, false, Comparison.MAIN, "");
    }

    /** The same with more measurements after its own. */
    public Reading with(List<Measurement> more) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.addAll(more);
        return new Reading(scope, window, reference, revision, rows, all, isLast, comparison, referenceState);
    }

    /** The same as the slice's last one. */
    public Reading asLast() {
        return new Reading(scope, window, reference, revision, rows, measurements, true, comparison, referenceState);
    }
}
