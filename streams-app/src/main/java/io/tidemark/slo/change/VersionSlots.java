package io.tidemark.slo.change;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one version's windows showed one objective: good and bad of the newest {@value #MOST}.
 *
 * <p>A window holds absolute values with the revision they came with: a higher revision replaces them, an equal or lower one changes
 * nothing. Owned by one task; not thread-safe.
 */
public final class VersionSlots {
    /** Most windows that are held: some two days of five minutes. */
    public static final int MOST = 512;

    private final TreeMap<Long, Count> windows = new TreeMap<>();

    /**
     * What a window shows.
     *
     * @param good good rows, or 1 for a good window
     * @param bad bad rows, or 1 for a bad window
     * @param revision of the reading
     */
    public record Count(long good, long bad, int revision) {
        public long total() {
            return good + bad;
        }
    }

    /** Takes a window in; one that nothing could be said of too, since it may replace what was said. */
    public void put(long startMs, Count count) {
        Count held = windows.get(startMs);
        boolean isTooOld = windows.size() >= MOST && startMs < windows.firstKey();
        if (isTooOld || (held != null && held.revision() >= count.revision())) {
            return;
        }
        windows.put(startMs, count);
        if (windows.size() > MOST) {
            windows.pollFirstEntry();
        }
    }

    /** By start, oldest first. */
    public SortedMap<Long, Count> windows() {
        return Collections.unmodifiableSortedMap(windows);
    }

    /** Start of the newest window; {@link Long#MIN_VALUE} if there is none. */
    public long newestMs() {
        return windows.isEmpty() ? Long.MIN_VALUE : windows.lastKey();
    }
}
