package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shares;
import io.tidemark.stats.grid.Counts;
import java.util.ArrayList;
import java.util.List;

/**
 * What invalid and missing consist of, each part told where there is any of it in the window or the reference; a part that is not told is 0
 * on both sides.
 *
 * <p>invalid and missing decide. A part of invalid is BAD where invalid is and the part makes up at least a quarter of its rise: there are
 * four parts, so at least one is named. Bounds are those of the share at level α.
 */
final class FaultParts {
    /** Fewer rows with a usable value make a column nearly empty. */
    static final double NEARLY_EMPTY = 0.01;

    private static final int PARTS = 4;

    private final Counts window;
    private final Counts reference;
    private final Sizes sizes;
    private final double z;

    FaultParts(Counts window, Counts reference, Sizes sizes, Levels levels) {
        this.window = window;
        this.reference = reference;
        this.sizes = sizes;
        this.z = Binomial.normalQuantile(levels.alpha() / 2);
    }

    /** wrong_type, not_a_number, infinite and out_of_range. */
    List<Judged> ofInvalid(Judged invalid) {
        List<Judged> parts = new ArrayList<>();
        add(Measure.WRONG_TYPE, window.wrongType(), reference.wrongType(), invalid, parts);
        add(Measure.NOT_A_NUMBER, window.notANumber(), reference.notANumber(), invalid, parts);
        add(Measure.INFINITE, window.infinite(), reference.infinite(), invalid, parts);
        add(Measure.OUT_OF_RANGE, window.outOfRange(), reference.outOfRange(), invalid, parts);
        return parts;
    }

    private void add(Measure measure, long after, long before, Judged whole, List<Judged> parts) {
        if (after + before > 0) {
            double rise = Shares.share(after, window.seen()) - Shares.share(before, reference.seen());
            double risen = whole.estimate().value() - whole.reference();
            boolean isReason = rise >= risen / PARTS;
            boolean isCleared = whole.verdict() == Verdict.BAD && !isReason;
            parts.add(share(measure, after, before, isCleared ? Verdict.GOOD : whole.verdict()));
        }
    }

    /** near_empty and column_removed. */
    List<Judged> ofMissing(Judged missing, Judged invalid) {
        List<Judged> parts = new ArrayList<>();
        boolean isNearlyEmpty = window.valid() < NEARLY_EMPTY * window.seen();
        if (isNearlyEmpty) {
            Verdict verdict = invalid.verdict() == Verdict.BAD ? Verdict.BAD : missing.verdict();
            parts.add(share(Measure.NEAR_EMPTY, window.valid(), reference.valid(), verdict));
        }
        if (window.seen() > 0 && window.absent() == window.seen()) {
            parts.add(share(Measure.COLUMN_REMOVED, window.absent(), reference.absent(), missing.verdict()));
        }
        return parts;
    }

    private Judged share(Measure measure, long after, long before, Verdict verdict) {
        double n = sizes.n(window.seen());
        double x = sizes.n(after);
        double value = Shares.share(after, window.seen());
        Estimate estimate = new Estimate(
                value,
                Math.min(value, n == 0 ? 0 : Binomial.lowerLimit(x, n, z)),
                Math.max(value, n == 0 ? 1 : Binomial.upperLimit(x, n, z)),
                n,
                sizes.m(reference.seen()));
        return new Judged(
                measure,
                "",
                estimate,
                Shares.share(before, reference.seen()),
                measure.highest(),
                after,
                window.seen(),
                0,
                measure.highest(),
                verdict);
    }
}
