package io.tidemark.runtime.first;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * How many rows came when: counts by the minute, and by longer spans once there are many.
 *
 * <p>Owned by one thread; not thread-safe. At most {@value #MOST_SPANS} spans.
 */
public final class Traffic {
    private static final int MOST_SPANS = 200_000;
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofDays(1));

    private final TreeMap<Long, Long> spans = new TreeMap<>();
    private int length;
    private long rows;
    private long newestMs = Long.MIN_VALUE;
    private long steps;
    private long longestStepMs;

    /** A row of that time. O(log spans). */
    public void add(long timeMs) {
        rows++;
        if (timeMs < newestMs) {
            steps++;
            longestStepMs = Math.max(longestStepMs, newestMs - timeMs);
        }
        newestMs = Math.max(newestMs, timeMs);
        spans.merge(Math.floorDiv(timeMs, spanMs()), 1L, Long::sum);
        while (spans.size() > MOST_SPANS && length < LENGTHS.size() - 1) {
            coarsen();
        }
    }

    private long spanMs() {
        return LENGTHS.get(length).toMillis();
    }

    private void coarsen() {
        long before = spanMs();
        length++;
        TreeMap<Long, Long> coarse = new TreeMap<>();
        spans.forEach((span, count) -> coarse.merge(Math.floorDiv(span * before, spanMs()), count, Long::sum));
        spans.clear();
        spans.putAll(coarse);
    }

    public long rows() {
        return rows;
    }

    /** Rows that are older than one before them. */
    public long backwards() {
        return steps;
    }

    /** How far the oldest of them lies behind the newest row before it. */
    public Duration furthestBack() {
        return Duration.ofMillis(longestStepMs);
    }

    /** Start of the first span that has rows; <em>unchecked</em>: there are some. */
    public long firstMs() {
        return spans.firstKey() * spanMs();
    }

    /** End of the last one; <em>unchecked</em>: there are some. */
    public long endMs() {
        return (spans.lastKey() + 1) * spanMs();
    }

    /** From the first to the last. */
    public Duration length() {
        return Duration.ofMillis(endMs() - firstMs());
    }

    /** Whether windows of that length can be told apart. */
    public boolean resolves(Duration window) {
        return window.toMillis() % spanMs() == 0;
    }

    /** Rows of each window, aligned as the application's are, from the first row to the last; windows without rows too. */
    public long[] windows(Duration window) {
        long windowMs = window.toMillis();
        long first = Math.floorDiv(firstMs(), windowMs);
        long last = Math.floorDiv(endMs() - 1, windowMs);
        long[] counts = new long[(int) (last - first + 1)];
        spans.forEach((span, count) -> counts[(int) (Math.floorDiv(span * spanMs(), windowMs) - first)] += count);
        return counts;
    }

    /** Rows in [from, to), on the boundaries of spans. */
    public long rows(long fromMs, long toMs) {
        return spans.subMap(Math.floorDiv(fromMs, spanMs()), Math.floorDiv(toMs, spanMs())).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The median of counts; 0 of none. */
    static long median(long[] counts) {
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
