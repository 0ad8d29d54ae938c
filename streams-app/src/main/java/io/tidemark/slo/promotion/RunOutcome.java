package io.tidemark.slo.promotion;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one training run.
 *
 * @param id the run's id
 * @param version the version that it made, or was to make; empty if unknown
 * @param end how it ended
 * @param startedMs when it started, event time; 0 if unknown
 * @param endedMs when it ended, or was heard of last, event time
 * @param rows rows that it read; −1 if unknown
 * @param measures what it said of itself: accuracy, loss …
 * @param link where to read more; empty if nowhere
 */
public record RunOutcome(
        String id,
        String version,
        End end,
        long startedMs,
        long endedMs,
        long rows,
        Map<String, Double> measures,
        String link) {
    public RunOutcome {
        measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    }

    /** How a run ended. */
    public enum End {
        SUCCEEDED,
        FAILED,
        /** It still runs, or nobody knows. */
        OPEN
    }
}
