package io.tidemark.query;

import io.tidemark.slo.LedgerPast;
import io.tidemark.slo.LedgerPast.Moment;
import io.tidemark.slo.Tally;
import java.util.List;

/**
 * How an objective stood over time.
 *
 * @param buckets the stretches of time
 * @param points one for each
 */
public record SloHistory(SloBuckets buckets, List<Point> points) {
    public SloHistory {
        points = List.copyOf(points);
    }

    /**
     * One stretch of time.
     *
     * @param tally what its slots add up to
     * @param end how the objective stood at its end, or at the end of the newest slot if that is before
     * @param completeness whether all of it is kept and over
     */
    public record Point(Tally tally, Moment end, Completeness completeness) {
        /** Whether anything was heard of it. */
        public boolean isHeard() {
            return tally.countedSlots() + tally.excludedSlots() > 0;
        }
    }

    /** Whether a stretch of time is whole. */
    public enum Completeness {
        WHOLE,
        /** It began before what is kept, or is not over. */
        PARTIAL
    }

    /** Of a ledger. O(buckets · pairs). */
    public static SloHistory of(LedgerPast past, SloBuckets buckets) {
        return new SloHistory(
                buckets,
                buckets.starts()
                        .mapToObj(startMs -> point(past, startMs, startMs + buckets.stepMs()))
                        .toList());
    }

    private static Point point(LedgerPast past, long startMs, long endMs) {
        boolean isWhole = startMs >= past.keptFromMs() && endMs <= past.newestEndMs();
        return new Point(
                past.tally(startMs, endMs), past.at(endMs), isWhole ? Completeness.WHOLE : Completeness.PARTIAL);
    }
}
