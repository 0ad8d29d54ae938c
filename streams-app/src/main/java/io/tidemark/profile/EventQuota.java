package io.tidemark.profile;

import io.tidemark.stats.HotPath;

/**
 * Which events of one source partition are measured, where a tenant may have so many a second: the first {@code most} of each span of ten seconds of
 * the records' own time, on the clock's tens of seconds. It asks nothing but the records, in their order, so that a replay measures the same ones, and an
 * application that catches up measures what it would have measured in time.
 *
 * <p>A record that is older than the newest span counts in the newest one. A task that starts within a span begins it afresh, so that the span may
 * then have up to twice as many; from the next span on all is as if it had not started.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class EventQuota {
    /** Length of a span. */
    static final long SPAN_MS = 10_000;

    private final long most;
    private long spanEndMs = Long.MIN_VALUE;
    private long taken;
    private long refused;
    private long latestMs;

    /** @param most events that are measured in each span, &gt; 0 */
    EventQuota(long most) {
        this.most = most;
    }

    /** Whether the next record is measured; it is counted either way. */
    @HotPath
    boolean takes(long recordTimeMs) {
        if (recordTimeMs >= spanEndMs) {
            spanEndMs = Math.floorDiv(recordTimeMs, SPAN_MS) * SPAN_MS + SPAN_MS;
            taken = 0;
        }
        if (taken < most) {
            taken++;
            return true;
        }
        refused++;
        latestMs = recordTimeMs;
        return false;
    }

    /** The time of the last record that was not measured. */
    long latestMs() {
        return latestMs;
    }

    /** Records that were not measured since the last call. */
    @HotPath
    long takeRefused() {
        long count = refused;
        refused = 0;
        return count;
    }
}
