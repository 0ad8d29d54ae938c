package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.history.Found;
import java.util.List;

/**
 * What came of a simulation.
 *
 * @param points the history
 * @param repeated points that a later one of the same slice and instant replaced
 * @param slos one for each SLO, in file order
 */
public record Simulated(Points points, long repeated, List<OfSlo> slos) {
    public Simulated {
        slos = List.copyOf(slos);
    }

    /**
     * One SLO.
     *
     * @param found what came of it
     * @param folded slices beyond the limit, which are one
     * @param leftOut slices of the history that the SLO keeps no budget of, though they are part of all events
     */
    public record OfSlo(Found found, int folded, int leftOut) {}

    /** Episodes that people were told of, or would have been. */
    public int alerts() {
        return slos.stream().mapToInt(slo -> slo.found().report().episodes()).sum();
    }

    /** Those of a severity. */
    public int alerts(Severity severity) {
        return slos.stream()
                .mapToInt(slo -> slo.found().report().told(severity).opened())
                .sum();
    }
}
