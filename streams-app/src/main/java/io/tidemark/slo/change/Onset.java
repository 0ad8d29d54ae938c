package io.tidemark.slo.change;

/**
 * Where and when it began to go wrong.
 *
 * @param slice the slice that alerts
 * @param atMs start of the first bad slot of the bad run, event time: not when the alert fired
 * @param slotMs length of a slot; the onset lies anywhere in the first one
 * @param lookbackMs the longest lookback of the alert's conditions; 0 if they have none
 */
public record Onset(String slice, long atMs, long slotMs, long lookbackMs) {
    private static final long LEAST_REACH_MS = 2 * 3_600_000L;
    private static final long LEAST_HALF_LIFE_MS = 3_600_000L;

    /** From when on changes are candidates: two hours before, or twice the lookback. */
    public long fromMs() {
        return atMs - Math.max(LEAST_REACH_MS, 2 * lookbackMs);
    }

    /** Until when they are: what came after the first bad slot did not make it bad. */
    public long toMs() {
        return atMs + slotMs;
    }

    /** After how long before the onset a change is half as likely: an hour, or a slot, since no slot tells times apart within it. */
    public long halfLifeMs() {
        return Math.max(LEAST_HALF_LIFE_MS, slotMs);
    }
}
