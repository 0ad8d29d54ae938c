package io.tidemark.runtime.live;

import io.tidemark.domain.Observation;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event times of a topic's events. Owned by one reader; not thread-safe.
 */
final class EventSpan {
    /** No model's events are older. */
    static final long EARLIEST_MS = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

    private final long nowMs;
    private final long latestAllowedMs;
    private final Map<Integer, Long> newest = new TreeMap<>();
    private Odd early = Odd.NONE;
    private Odd ahead = Odd.NONE;
    private long events;

    /**
     * Events whose time cannot be meant.
     *
     * @param place of the first of them
     * @param ms its time
     */
    record Odd(long count, String place, long ms) {
        static final Odd NONE = new Odd(0, "", 0);

        private Odd with(Observation event) {
            return count == 0
                    ? new Odd(1, event.topic() + "-" + event.partition() + "@" + event.offset(), event.eventTimeMs())
                    : new Odd(count + 1, place, ms);
        }
    }

    /**
     * No events yet.
     *
     * @param nowMs the clock
     * @param futureMs how far ahead of it events may be dated
     */
    EventSpan(long nowMs, long futureMs) {
        this.nowMs = nowMs;
        this.latestAllowedMs = nowMs + futureMs;
    }

    void add(Observation event) {
        events++;
        long ms = event.eventTimeMs();
        if (ms > latestAllowedMs) {
            ahead = ahead.with(event);
        } else {
            early = ms < EARLIEST_MS ? early.with(event) : early;
            newest.merge(event.partition(), ms, Math::max);
        }
    }

    long nowMs() {
        return nowMs;
    }

    long events() {
        return events;
    }

    /** The newest event time of each partition that has events; those ahead of the clock are left out. */
    Map<Integer, Long> newest() {
        return newest;
    }

    /** The newest event time of all; 0 without events. */
    long newestMs() {
        return newest.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Events of before 1990. */
    Odd early() {
        return early;
    }

    /** Events further ahead of the clock than allowed. */
    Odd ahead() {
        return ahead;
    }
}
