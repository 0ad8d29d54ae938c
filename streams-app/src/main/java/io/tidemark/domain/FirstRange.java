package io.tidemark.domain;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Where a stream begins, found from the rows of its windows: a few events with a wrong clock, long before all others, do not begin it.
 *
 * <p>A range of the wanted length may begin at any window with rows. It is the first one that has data in a tenth of its windows and in
 * two at least (where it spans more than one), and a quarter of the rows of the richest such range or more. It is complete when all of
 * it is closed; the answer is the one that could be given at that moment, so that a whole file gives the same as the live stream.
 */
public final class FirstRange {
    private static final double LEAST_SHARE = 0.25;

    /** One window in so many has data. */
    private static final int LEAST_COVERED = 10;

    private final NavigableMap<Long, Long> rows;
    private final long windowMs;
    private final long lengthMs;

    /**
     * A search.
     *
     * @param rows rows of each window with any, by its start
     * @param windowMs length of a window
     * @param lengthMs length of the range, a whole number of windows, ≥ 1
     */
    public FirstRange(NavigableMap<Long, Long> rows, long windowMs, long lengthMs) {
        this.rows = rows;
        this.windowMs = windowMs;
        this.lengthMs = lengthMs;
    }

    /**
     * The range that was complete first.
     *
     * @param closedThroughMs windows up to here are complete
     * @return empty while none is complete
     */
    public Optional<TimeWindow> complete(long closedThroughMs) {
        for (long start : rows.keySet()) {
            long end = start + lengthMs;
            if (end > closedThroughMs) {
                return Optional.empty();
            }
            if (isFirst(start, end)) {
                return Optional.of(new TimeWindow(start, end));
            }
        }
        return Optional.empty();
    }

    /** Whether the range that begins there was the first, as far as could be known at that time. */
    private boolean isFirst(long start, long knownMs) {
        long windows = lengthMs / windowMs;
        long fewest = Math.min(windows, Math.max(2, -Math.floorDiv(-windows, LEAST_COVERED)));
        if (rows.subMap(start, Math.min(start + lengthMs, knownMs)).size() < fewest) {
            return false;
        }
        long richest = 0;
        for (long other : rows.headMap(knownMs, false).keySet()) {
            richest = Math.max(richest, sum(other, knownMs));
        }
        return sum(start, knownMs) >= LEAST_SHARE * richest;
    }

    private long sum(long start, long knownMs) {
        long sum = 0;
        for (Map.Entry<Long, Long> window :
                rows.subMap(start, Math.min(start + lengthMs, knownMs)).entrySet()) {
            sum += window.getValue();
        }
        return sum;
    }
}
