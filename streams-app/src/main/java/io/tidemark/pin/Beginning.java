package io.tidemark.pin;

import io.tidemark.config.Monitor;
import io.tidemark.domain.FirstRange;
import io.tidemark.domain.TimeWindow;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the range of the first events in one reading of a log; see {@link FirstRange}. Of a log that ends before the range does, it is the
 * range that begins with the first event; if it is to be everything, all there is.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class Beginning {
    /** After so many events in a row it is looked whether a range is complete. */
    private static final int LOOK_EVERY = 10_000;

    /** Most windows that are remembered; later ones in the log do not decide where it begins. */
    private static final int MOST_WINDOWS = 1_000_000;

    private final NavigableMap<Long, Long> rows = new TreeMap<>();
    private final long windowMs;
    private final long lengthMs;
    private final Monitor monitor;
    private long events;
    private long earliestMs = Long.MAX_VALUE;
    private @Nullable TimeWindow found;

    /**
     * A search.
     *
     * @param lengthMs length of the range; 0 for everything
     */
    Beginning(long windowMs, long lengthMs, Monitor monitor) {
        this.windowMs = windowMs;
        this.lengthMs = lengthMs;
        this.monitor = monitor;
    }

    /** Takes an event's time; returns whether more is needed. */
    boolean take(long eventTimeMs) {
        long start = Math.floorDiv(eventTimeMs, windowMs) * windowMs;
        if (rows.size() < MOST_WINDOWS || rows.containsKey(start)) {
            rows.merge(start, 1L, Long::sum);
        }
        earliestMs = Math.min(earliestMs, eventTimeMs);
        events++;
        if (lengthMs > 0 && events % LOOK_EVERY == 0) {
            long latenessMs = monitor.windows().lateness().toMillis();
            found = new FirstRange(rows, windowMs, lengthMs)
                    .complete(earliestMs - latenessMs)
                    .orElse(null);
            earliestMs = Long.MAX_VALUE;
        }
        return found == null;
    }

    /** The range; empty if there was no event. */
    Optional<TimeWindow> range() {
        if (found != null || rows.isEmpty()) {
            return Optional.ofNullable(found);
        }
        long endMs = rows.lastKey() + windowMs;
        if (lengthMs == 0) {
            return Optional.of(new TimeWindow(rows.firstKey(), endMs));
        }
        Optional<TimeWindow> complete = new FirstRange(rows, windowMs, lengthMs).complete(endMs);
        return complete.isPresent() ? complete : Optional.of(fallback());
    }

    /** The log ends early: of the starts that are left, the one with the most rows behind it. */
    private TimeWindow fallback() {
        long best = rows.firstKey();
        long most = -1;
        for (long start : rows.keySet()) {
            long sum = rows.subMap(start, start + lengthMs).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            best = sum > most ? start : best;
            most = Math.max(most, sum);
        }
        return new TimeWindow(best, best + lengthMs);
    }
}
