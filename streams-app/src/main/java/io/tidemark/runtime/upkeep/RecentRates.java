package io.tidemark.runtime.upkeep;

import io.tidemark.query.Vitals.Rates;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Means over the last minute of counters that are looked at every few seconds. Any thread. */
final class RecentRates {
    private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long atMs, long events, long deltas) {}

    /** The counters are so now. */
    synchronized void look(long nowMs, long events, long deltas) {
        samples.addLast(new Sample(nowMs, events, deltas));
        while (samples.size() > 2 && nowMs - samples.getFirst().atMs() > MINUTE_MS) {
            samples.removeFirst();
        }
    }

    /** From the oldest look of the last minute to the newest; 0 before the second look. */
    synchronized Rates now() {
        if (samples.size() < 2) {
            return new Rates(0, 0);
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = Math.max(1, last.atMs() - first.atMs()) / 1e3;
        return new Rates((last.events() - first.events()) / seconds, (last.deltas() - first.deltas()) / seconds);
    }
}
