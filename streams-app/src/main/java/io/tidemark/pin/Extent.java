package io.tidemark.pin;

import io.tidemark.config.Monitor;
import io.tidemark.domain.TimeWindow;
import java.time.Instant;

/** First and last event time seen. Owned by one reader; not thread-safe. */
final class Extent {
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private long latestMs;
    private long events;
    private long beyond;
    private long allBeyond;

    /** How many events in a row were later than that; a single one may be a wrong clock. */
    long countBeyond(long limitMs) {
        beyond = latestMs > limitMs ? beyond + 1 : 0;
        allBeyond += latestMs > limitMs ? 1 : 0;
        return beyond;
    }

    /** How many events were later than that, in a row or not. */
    long allBeyond() {
        return allBeyond;
    }

    long events() {
        return events;
    }

    long firstMs() {
        return firstMs;
    }

    /** Returns how many there were. */
    long take(long eventTimeMs) {
        latestMs = eventTimeMs;
        firstMs = Math.min(firstMs, eventTimeMs);
        lastMs = Math.max(lastMs, eventTimeMs);
        return ++events;
    }

    TimeWindow range(Monitor monitor) {
        return PinRange.covering(firstMs, lastMs + 1, monitor);
    }

    void forget() {
        firstMs = Long.MAX_VALUE;
        lastMs = Long.MIN_VALUE;
        events = 0;
    }

    String text() {
        return events == 0
                ? "none"
                : events + " from " + Instant.ofEpochMilli(firstMs) + " to " + Instant.ofEpochMilli(lastMs);
    }
}
