package io.tidemark.slo;

import io.tidemark.domain.Alert;

/**
 * An alert that there would have been, at the end of the newest slot, but for one of the rules that keep people from being told.
 *
 * @param severity of the alert
 * @param longMs long lookback of the pair that burns; 0 where it concerns the severity as a whole
 * @param shortMs its short lookback; 0 likewise
 * @param why which rule
 */
public record Suppressed(Alert.Severity severity, long longMs, long shortMs, Why why) {
    /** What keeps people from being told. */
    public enum Why {
        /** The long lookback holds fewer rows, or judged slices, than the pair needs. */
        TOO_FEW_ROWS,
        /** It holds enough of them, but fewer bad ones than the pair needs. */
        TOO_FEW_BAD,
        /** It holds enough bad ones, but data in order have as many by chance. */
        CHANCE,
        /** The objective is younger than a lookback; what is missing of it counts as good. */
        WARMING_UP,
        /** It burns, but not yet for long enough, and now it does no longer. */
        PENDING_DIED,
        /** A more urgent episode of the slice, or one that explains it, is open. */
        INHIBITED
    }
}
