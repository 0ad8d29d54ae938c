package io.tidemark.slo.history;

import java.util.Arrays;
import java.util.Collection;

/** When something was changed that may explain an episode. */
public final class Changes {
    /** None is known. */
    public static final Changes NONE = new Changes(new long[0]);

    private final long[] times;

    private Changes(long[] sorted) {
        times = sorted;
    }

    /** Changes at these instants, in milliseconds, in any order. */
    public static Changes at(Collection<Long> times) {
        return new Changes(times.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** Milliseconds from the last change to an instant, ≥ 0; {@link ReportTally#NO_CHANGE} if none came before. O(log changes). */
    long before(long instantMs) {
        int place = Arrays.binarySearch(times, instantMs);
        int last = place >= 0 ? place : -place - 2;
        return last < 0 ? ReportTally.NO_CHANGE : instantMs - times[last];
    }

    public int count() {
        return times.length;
    }
}
