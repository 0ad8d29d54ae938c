package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.history.Found;
import java.util.Arrays;
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

    /** What people would have been asked to look at: see {@link Found#told()}. */
    public int alerts() {
        return slos.stream().mapToInt(slo -> slo.found().told()).sum();
    }

    /** What they would have been told under a severity, infos of policy steps too. */
    public int alerts(Severity severity) {
        return slos.stream().mapToInt(slo -> slo.found().told(severity)).sum();
    }

    /** Those that are steps of an error-budget policy. */
    public int steps() {
        return slos.stream()
                .mapToInt(slo -> Arrays.stream(Severity.values())
                        .mapToInt(severity -> slo.found().steps(severity))
                        .sum())
                .sum();
    }
}
