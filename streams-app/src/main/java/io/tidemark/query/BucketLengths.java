package io.tidemark.query;

import io.tidemark.config.DurationText;
import io.tidemark.domain.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * How long buckets may be.
 *
 * @param windowMs length of a window; a bucket is made of whole ones
 * @param closedThroughMs end of what is closed
 * @param kept whether a closed range can be summed
 */
record BucketLengths(long windowMs, long closedThroughMs, Predicate<TimeWindow> kept) {
    /** As many as are easily looked at, where nobody says how long a bucket is. */
    static final int USUAL = 300;

    /** Lengths that people think in. */
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28));

    /**
     * The range in buckets of the shortest usual length that makes no more than that, all of which are kept.
     *
     * @param most how many buckets there may be, ≥ 1
     */
    Buckets usual(TimeWindow range, int most) {
        if (Buckets.count(range, windowMs) <= most && isKept(cut(range, windowMs))) {
            return cut(range, windowMs);
        }
        for (Duration length : LENGTHS) {
            long stepMs = length.toMillis();
            if (isWhole(stepMs) && Buckets.count(range, stepMs) <= most) {
                Buckets cut = cut(range, stepMs);
                if (isKept(cut)) {
                    return cut;
                }
            }
        }
        return cut(range, smallest(range, most));
    }

    private boolean isKept(Buckets buckets) {
        return buckets.spans().stream().allMatch(kept);
    }

    private boolean isWhole(long stepMs) {
        return stepMs >= windowMs && stepMs % windowMs == 0;
    }

    /**
     * The range in buckets of that length.
     *
     * @throws Refused if a bucket is not made of whole windows, or there are too many
     */
    Buckets of(TimeWindow range, long stepMs) {
        if (!isWhole(stepMs)) {
            throw Refused.wrong("step must be a whole number of windows: step=" + text(stepMs) + ", window="
                    + text(windowMs) + ", next=" + text(ceiling(stepMs, windowMs)));
        }
        if (Buckets.count(range, stepMs) > Buckets.MOST) {
            throw Refused.wrong("step makes more than " + Buckets.MOST + " buckets: step=" + text(stepMs) + ", buckets="
                    + Buckets.count(range, stepMs) + ", smallest that would do=" + text(smallest(range, Buckets.MOST)));
        }
        return cut(range, stepMs);
    }

    /** The shortest length that makes no more buckets than that: a usual one if there is one. */
    private long smallest(TimeWindow range, int most) {
        for (Duration length : LENGTHS) {
            if (isWhole(length.toMillis()) && Buckets.count(range, length.toMillis()) <= most) {
                return length.toMillis();
            }
        }
        return ceiling(-Math.floorDiv(-range.lengthMs(), Math.max(1, most - 1)), windowMs);
    }

    /** Whole buckets, but for what is not closed yet at the end, or no longer kept at the start. */
    private Buckets cut(TimeWindow range, long stepMs) {
        long end = Math.min(closedThroughMs, ceiling(range.endMs(), stepMs));
        long start = Math.floorDiv(range.startMs(), stepMs) * stepMs;
        TimeWindow first = new TimeWindow(start, Math.min(start + stepMs, end));
        return Buckets.of(new TimeWindow(kept.test(first) ? start : range.startMs(), end), stepMs);
    }

    private static long ceiling(long value, long unit) {
        return -Math.floorDiv(-value, unit) * unit;
    }

    static String text(long ms) {
        return DurationText.of(Duration.ofMillis(ms));
    }
}
