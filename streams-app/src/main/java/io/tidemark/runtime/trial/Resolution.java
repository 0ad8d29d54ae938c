package io.tidemark.runtime.trial;

import java.util.HashMap;
import java.util.Map;

/** The usual distance between two points of a slice, of points in order of time. Owned by one thread. */
final class Resolution {
    private static final int MOST_GAPS = 10_000;

    private final Map<String, long[]> lastBySlice = new HashMap<>();
    private final Map<Long, long[]> gaps = new HashMap<>();

    /** Takes note of a point. */
    void note(long timeMs, String slice) {
        long[] last = lastBySlice.get(slice);
        if (last == null) {
            lastBySlice.put(slice, new long[] {timeMs});
            return;
        }
        long gap = timeMs - last[0];
        last[0] = timeMs;
        if (gap > 0 && (gaps.size() < MOST_GAPS || gaps.containsKey(gap))) {
            gaps.computeIfAbsent(gap, unused -> new long[1])[0]++;
        }
    }

    int slices() {
        return lastBySlice.size();
    }

    /** The most frequent distance, of several the shortest; {@code otherwise} if no slice has two points. */
    long usualMs(long otherwise) {
        long best = otherwise;
        long most = 0;
        for (Map.Entry<Long, long[]> gap : gaps.entrySet()) {
            long count = gap.getValue()[0];
            if (count > most || count == most && gap.getKey() < best) {
                most = count;
                best = gap.getKey();
            }
        }
        return best;
    }
}
