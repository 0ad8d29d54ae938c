package io.tidemark.slo.history;

import io.tidemark.domain.Alert;

/**
 * What one rule kept people from being told of one slice, and when.
 *
 * @param slice of which slice
 * @param severity of the alerts that there would have been
 * @param longMs long lookback of the pair; 0 where it concerns the severity as a whole
 * @param shortMs its short lookback; 0 likewise
 * @param why which rule
 * @param slots in how many slots
 * @param stretches in how many runs of slots without a gap
 * @param firstMs end of the first of these slots
 * @param lastMs end of the last one
 */
public record Hushed(
        String slice,
        Alert.Severity severity,
        long longMs,
        long shortMs,
        Guard why,
        long slots,
        long stretches,
        long firstMs,
        long lastMs) {
    /** Everything that keeps people from being told, or makes them be told sooner. */
    public enum Guard {
        /** The long lookback holds fewer rows, or judged slices, than the pair needs. */
        TOO_FEW_ROWS,
        /** It holds enough of them, but fewer bad ones than the pair needs. */
        TOO_FEW_BAD,
        /** It holds enough bad ones, but data in order have as many by chance. */
        CHANCE,
        /** The objective is younger than a lookback; what is missing of it counts as good. */
        WARMING_UP,
        /** It burnt, but not for long enough. */
        PENDING_DIED,
        /** A more urgent episode of the slice was open. */
        INHIBITED,
        /** The alert on all events spoke for the slice: half of the slices or more burnt. */
        WHOLE_MODEL,
        /** The opposite: told, and only since the factor is capped at half of what entirely bad data burn. */
        CAPPED
    }
}
