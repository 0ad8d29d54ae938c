package io.tidemark.judge;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;

/** How often a column's drifted windows would page: 99 % of 28 days' windows in order, the usual policy. */
public final class Pages {
    private static final double TARGET = 0.99;

    private Pages() {}

    /**
     * Pages told.
     *
     * @param letters a letter for each window in turn: Good, Bad, Insufficient
     * @param windowMs their length
     */
    public static int of(String letters, long windowMs) {
        return Bench.ofSlices(TARGET, 28 * Bench.DAY, windowMs)
                .slices(letters)
                .told(Severity.PAGE, Notice.OPENED)
                .size();
    }
}
