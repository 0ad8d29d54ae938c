package io.tidemark.config;

import java.time.Duration;

/**
 * Lengths and waits. Panes and windows are aligned to the epoch (UTC).
 *
 * @param size the base window that a reading speaks of; a multiple of {@code pane}
 * @param pane the smallest span that is kept
 * @param lateness how long after a window's end the watermark waits for late events, event time
 * @param idleAfter after how long without an event a partition no longer holds windows open, clock time
 * @param retention how long windows are kept, event time
 * @param hours how long their sums by the hour are kept, event time
 * @param days how long their sums by the day are kept, event time
 * @param noDataAfter after how long without any event NO_DATA is raised, clock time
 * @param forgetAfter after how many empty windows a slice is no longer spoken of
 */
public record Windows(
        Duration size,
        Duration pane,
        Duration lateness,
        Duration idleAfter,
        Duration retention,
        Duration hours,
        Duration days,
        Duration noDataAfter,
        int forgetAfter) {
    /** The same with windows kept for at least that long. */
    Windows keeping(Duration least) {
        return new Windows(
                size,
                pane,
                lateness,
                idleAfter,
                least.compareTo(retention) > 0 ? least : retention,
                hours,
                days,
                noDataAfter,
                forgetAfter);
    }
}
