package io.tidemark.runtime;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to when a reader knows all that its partitions hold: it asks for their ends now and then, and once it has read up to all of these, it knows what
 * there was when it asked. An empty answer to a poll says nothing: it comes just so when no broker can be reached. Times are Unix milliseconds by one
 * clock. Not thread-safe.
 */
final class Abreast {
    /** Well within the time after which boards take it that the topics are out of reach. */
    static final long EVERY_MS = 2_000;

    /** Ends that are not reached by then are asked for anew: a topic that was made anew may never have them. */
    static final long GIVE_UP_MS = 30_000;

    private Map<TopicPartition, Long> ends = Map.of();
    private long askedMs;
    private long triedMs = Long.MIN_VALUE;
    private boolean isUnderWay;

    /** Whether the ends are to be asked for: {@value #EVERY_MS} ms after the last time, if those are reached, or else {@value #GIVE_UP_MS} ms after it. */
    boolean isDue(long nowMs) {
        long pauseMs = isUnderWay ? GIVE_UP_MS : EVERY_MS;
        return triedMs == Long.MIN_VALUE || nowMs - triedMs >= pauseMs || nowMs < triedMs;
    }

    /** The ends are asked for, perhaps in vain. */
    void tried(long nowMs) {
        triedMs = nowMs;
    }

    /** The ends that all partitions had, at the latest, at that time or later. */
    void ends(Map<TopicPartition, Long> found, long askedAtMs) {
        ends = Map.copyOf(found);
        askedMs = askedAtMs;
        isUnderWay = true;
    }

    /** Other partitions are read from now on: what was asked of those of before says nothing. */
    void restart() {
        ends = Map.of();
        isUnderWay = false;
        triedMs = Long.MIN_VALUE;
    }

    /**
     * The partitions are read up to these positions.
     *
     * @return when the ends that are reached with it were asked for; empty if there are none, or not all are reached
     */
    OptionalLong reached(Map<TopicPartition, Long> positions) {
        boolean isThere = isUnderWay
                && ends.entrySet().stream()
                        .allMatch(end -> positions.getOrDefault(end.getKey(), Long.MIN_VALUE) >= end.getValue());
        if (!isThere) {
            return OptionalLong.empty();
        }
        isUnderWay = false;
        return OptionalLong.of(askedMs);
    }
}
