package io.tidemark.domain;

import io.tidemark.stats.quality.QualityCounts;

/**
 * A window of quality as it is kept.
 *
 * @param startMs event time of the predictions
 * @param revision of the reading that was told last; −1 before the first
 * @param toldLabels labels that were in when it was told last
 * @param state how far it has come
 * @param counts what was predicted, and what was true
 */
public record QualityWindow(long startMs, int revision, long toldLabels, State state, QualityCounts counts) {
    /** How far a window has come. */
    public enum State {
        /** Its time is not over. */
        OPEN,
        /** Its time is over, labels are awaited. */
        GROWING,
        /** Enough labels are in, or it has waited long enough. */
        MATURE
    }

    /** A window of which nothing is known. */
    public static QualityWindow empty(long startMs) {
        return new QualityWindow(startMs, -1, 0, State.OPEN, new QualityCounts());
    }

    /** The same, of which nothing is settled: predictions came after all. */
    public QualityWindow opened() {
        return new QualityWindow(startMs, revision, toldLabels, State.OPEN, counts);
    }

    /** The same, told once more. */
    public QualityWindow told(State now) {
        return new QualityWindow(startMs, revision + 1, counts.labelled(), now, counts);
    }
}
