package io.tidemark.domain;

/**
 * A span of event time, start included, end not.
 *
 * @param startMs milliseconds since the epoch
 * @param endMs milliseconds since the epoch, greater than {@code startMs}
 */
public record TimeWindow(long startMs, long endMs) {
    /** @throws IllegalArgumentException if the window is empty or reversed */
    public TimeWindow {
        if (endMs <= startMs) {
            throw new IllegalArgumentException(
                    "a window must end after it starts: startMs=" + startMs + ", endMs=" + endMs);
        }
    }

    /** The window of that length that holds an instant; windows are aligned to the epoch. */
    public static TimeWindow containing(long eventTimeMs, long lengthMs) {
        long start = Math.floorDiv(eventTimeMs, lengthMs) * lengthMs;
        return new TimeWindow(start, start + lengthMs);
    }

    /** This window and the {@code scale − 1} windows of its length before it, as one. */
    public TimeWindow last(int scale) {
        return new TimeWindow(endMs - scale * lengthMs(), endMs);
    }

    public long lengthMs() {
        return endMs - startMs;
    }

    public boolean contains(long eventTimeMs) {
        return eventTimeMs >= startMs && eventTimeMs < endMs;
    }
}
