package io.tidemark.query;

import io.tidemark.config.DurationText;
import io.tidemark.slo.LedgerPast;
import io.tidemark.slo.history.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * The stretches of time that an objective's history is told in: of the same length, each from a multiple of it to the next; the last one may
 * not be over yet.
 *
 * @param startMs start of the first
 * @param stepMs length of each
 * @param count how many
 */
public record SloBuckets(long startMs, long stepMs, int count) {
    /** Most of one answer. */
    public static final int MOST = 500;

    private static final long[] USUAL_MINUTES = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 7200, 10080, 20160, 43200
    };

    /** A range or a step that cannot be answered; says what could be. */
    public static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Misfit(String message) {
            super(message);
        }
    }

    /**
     * Of a range, in the shortest usual step of which there are not too many.
     *
     * @throws Misfit if nothing is kept of that time
     */
    public static SloBuckets of(LedgerPast past, long fromMs, long toMs) {
        Range range = Range.of(past, fromMs, toMs);
        return range.inSteps(range.smallestStepMs());
    }

    /**
     * Of a range, in steps of that length.
     *
     * @throws Misfit if nothing is kept of that time, or not in so short steps, or there were too many
     */
    public static SloBuckets of(LedgerPast past, long fromMs, long toMs, long stepMs) {
        Range range = Range.of(past, fromMs, toMs);
        long unitMs = range.unitMs(stepMs);
        if (stepMs % unitMs != 0 && unitMs > past.slotMs() && stepMs % past.slotMs() == 0) {
            throw new Misfit("before " + Instant.ofEpochMilli(past.fineFromMs()) + " only sums of "
                    + Plain.length(unitMs) + " are kept: take a step that is a multiple of that, or a later from: step="
                    + text(stepMs));
        }
        if (stepMs % unitMs != 0) {
            throw new Misfit("step must be a multiple of the objective's slot of " + Plain.length(unitMs) + ": step="
                    + text(stepMs));
        }
        SloBuckets buckets = range.inSteps(stepMs);
        if (buckets.count > MOST) {
            throw new Misfit("the range is " + buckets.count + " steps, more than " + MOST
                    + ": the smallest step that would do is "
                    + text(range.smallestStepMs()) + "; step=" + text(stepMs));
        }
        return buckets;
    }

    private static String text(long ms) {
        return DurationText.of(Duration.ofMillis(ms));
    }

    /** End of the last. */
    public long endMs() {
        return startMs + count * stepMs;
    }

    /** Where each starts. */
    public LongStream starts() {
        return LongStream.range(0, count).map(i -> startMs + i * stepMs);
    }

    /** What of a range is kept. */
    private record Range(LedgerPast past, long fromMs, long toMs) {
        static Range of(LedgerPast past, long fromMs, long toMs) {
            if (fromMs >= toMs) {
                throw new Misfit("from must be before to: from=" + Instant.ofEpochMilli(fromMs) + ", to="
                        + Instant.ofEpochMilli(toMs));
            }
            Range kept = new Range(past, Math.max(fromMs, past.keptFromMs()), Math.min(toMs, past.newestEndMs()));
            if (kept.fromMs >= kept.toMs) {
                throw new Misfit("nothing is kept of that time: from=" + Instant.ofEpochMilli(fromMs) + ", to="
                        + Instant.ofEpochMilli(toMs) + "; kept is from " + Instant.ofEpochMilli(past.keptFromMs())
                        + " to " + Instant.ofEpochMilli(past.newestEndMs()));
            }
            return kept;
        }

        /** What steps of about that length must be a multiple of. */
        long unitMs(long stepMs) {
            boolean reachesSums =
                    Math.floorDiv(fromMs, stepMs) * stepMs < past.fineFromMs() && past.fineFromMs() > past.keptFromMs();
            return reachesSums ? past.groupMs() : past.slotMs();
        }

        SloBuckets inSteps(long stepMs) {
            long first = Math.floorDiv(fromMs, stepMs);
            long end = -Math.floorDiv(-toMs, stepMs);
            return new SloBuckets(first * stepMs, stepMs, (int) Math.min(Integer.MAX_VALUE, end - first));
        }

        long smallestStepMs() {
            for (long minutes : USUAL_MINUTES) {
                long stepMs = Duration.ofMinutes(minutes).toMillis();
                if (stepMs % unitMs(stepMs) == 0 && inSteps(stepMs).count <= MOST) {
                    return stepMs;
                }
            }
            long unitMs = past.groupMs();
            return (Math.floorDiv(toMs - fromMs, (MOST - 1) * unitMs) + 1) * unitMs;
        }
    }
}
