package io.tidemark.query;

import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of event time cut into buckets that are aligned to the epoch.
 *
 * @param range what they make up
 * @param stepMs length of a bucket
 * @param buckets in order, one after the other
 */
public record Buckets(TimeWindow range, long stepMs, List<Bucket> buckets) {
    /** More than this are refused. */
    public static final int MOST = 500;

    /**
     * A bucket.
     *
     * @param startMs where it begins, a multiple of the step
     * @param span what of it lies in the range
     */
    public record Bucket(long startMs, TimeWindow span) {}

    public Buckets {
        buckets = List.copyOf(buckets);
    }

    /** The buckets that a range lies in; those at its ends may be cut by it. */
    static Buckets of(TimeWindow range, long stepMs) {
        List<Bucket> buckets = new ArrayList<>();
        for (long at = Math.floorDiv(range.startMs(), stepMs) * stepMs; at < range.endMs(); at += stepMs) {
            TimeWindow span = new TimeWindow(Math.max(at, range.startMs()), Math.min(at + stepMs, range.endMs()));
            buckets.add(new Bucket(at, span));
        }
        return new Buckets(range, stepMs, buckets);
    }

    /** How many there would be. */
    static long count(TimeWindow range, long stepMs) {
        return -Math.floorDiv(-range.endMs(), stepMs) - Math.floorDiv(range.startMs(), stepMs);
    }

    /** What is summed for each. */
    public List<TimeWindow> spans() {
        return buckets.stream().map(Bucket::span).toList();
    }

    /** Whether a bucket is not all there: it begins before the range, or is not closed yet. */
    public boolean isPartial(Bucket bucket) {
        return bucket.span().lengthMs() < stepMs;
    }
}
