package io.tidemark.runtime.drill;

import io.tidemark.config.DurationText;
import io.tidemark.domain.TimeText;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.drill.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the faults of a drill are done: on boundaries of windows, after the reference, with as long again to notice them within the events.
 *
 * @param noun what the events are of: a file, or a topic
 * @param windowMs length of the monitor's base window
 * @param firstMs event time of the first event
 * @param lastMs event time of its last event
 */
record DrillSpan(String noun, long windowMs, long firstMs, long lastMs) {
    private static final int USUAL_WINDOWS = 14;
    private static final int QUIET_WINDOWS = 10;

    /** Event time from which on the file has nothing. */
    private long endMs() {
        return up(lastMs + 1);
    }

    private long up(long ms) {
        return -Math.floorDiv(-ms, windowMs) * windowMs;
    }

    /**
     * What was asked for.
     *
     * @param length empty for the usual one
     * @throws WorldFailure if it is not within the file
     */
    TimeWindow asked(Instant at, Optional<Duration> length) {
        long atMs = up(at.toEpochMilli());
        if (atMs < firstMs || atMs > lastMs) {
            throw new WorldFailure("the fault would begin outside the " + noun + ": --at=" + text(at.toEpochMilli())
                    + ", the " + noun + "'s events are from " + text(firstMs) + " to " + text(lastMs));
        }
        return new TimeWindow(atMs, atMs + lengthFrom(atMs, length));
    }

    /**
     * The first moment that is quiet without a fault, ten windows after the reference.
     *
     * @throws WorldFailure if the file ends before
     */
    TimeWindow usual(long referenceEndMs, Optional<Duration> length, Baseline baseline) {
        long earliest = up(Math.max(referenceEndMs, firstMs)) + QUIET_WINDOWS * windowMs;
        if (earliest > lastMs) {
            throw new WorldFailure("the " + noun + " ends too soon after its reference for a fault: reference until "
                    + text(referenceEndMs) + ", then " + QUIET_WINDOWS + " windows of "
                    + DurationText.of(Duration.ofMillis(windowMs)) + ", last event " + text(lastMs)
                    + "; make the reference shorter, or say when by --at");
        }
        long lengthMs = lengthFrom(earliest, length);
        long latest = Math.max(earliest, endMs() - 2 * lengthMs);
        long at = baseline.quietMoment(earliest, latest, windowMs, 2 * lengthMs);
        return new TimeWindow(at, at + lengthMs);
    }

    /** @throws WorldFailure if the span is part of what the reference is made of */
    void checkIsAfter(TimeWindow reference, TimeWindow span) {
        if (span.startMs() < reference.endMs() && span.endMs() > reference.startMs()) {
            throw new WorldFailure("the fault would be in the reference's own time, where nothing is judged: --at="
                    + text(span.startMs()) + ", reference " + text(reference.startMs()) + " to "
                    + text(reference.endMs()) + "; begin at its end or later");
        }
    }

    private long lengthFrom(long atMs, Optional<Duration> length) {
        long left = endMs() - atMs;
        if (length.isPresent()) {
            long asked = up(length.get().toMillis());
            if (asked > left) {
                throw new WorldFailure("the fault would last beyond the " + noun + ": --for="
                        + DurationText.of(length.get()) + " from " + text(atMs) + ", last event " + text(lastMs)
                        + "; at most " + DurationText.of(Duration.ofMillis(left)));
            }
            return asked;
        }
        long half = left / 2 / windowMs * windowMs;
        return Math.max(windowMs, Math.min(USUAL_WINDOWS * windowMs, half));
    }

    private static String text(long ms) {
        return TimeText.instant(ms);
    }
}
