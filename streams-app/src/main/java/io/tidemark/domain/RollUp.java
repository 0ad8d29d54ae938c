package io.tidemark.domain;

import java.time.Duration;

/** The longer spans that closed windows are summed up in, aligned to the epoch, so that old ranges stay cheap to compare. */
public enum RollUp {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final long lengthMs;

    RollUp(Duration length) {
        this.lengthMs = length.toMillis();
    }

    public long lengthMs() {
        return lengthMs;
    }

    /** The span of this length that holds an instant. */
    public TimeWindow containing(long eventTimeMs) {
        return TimeWindow.containing(eventTimeMs, lengthMs);
    }

    /** Whether windows of that length make up this span, and more than one of them. */
    public boolean sums(long windowMs) {
        return windowMs < lengthMs && lengthMs % windowMs == 0;
    }
}
