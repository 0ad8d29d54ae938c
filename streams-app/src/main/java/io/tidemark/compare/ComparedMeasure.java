package io.tidemark.compare;

import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Judged;

/**
 * One measure of one column of two files.
 *
 * @param measure its name
 * @param label the value that it speaks of; empty where it speaks of the whole column
 * @param unit of value and bounds; empty for a plain number
 * @param value as measured
 * @param lower lower bound, at the level of the verdict
 * @param upper upper bound
 * @param n effective rows of the current file
 * @param m effective rows of the reference
 * @param before the same share in the reference; 0 for distances
 * @param tolerance the largest change that is in order
 * @param count rows that it counts; 0 for distances
 * @param total rows that it could have counted
 * @param minimumN rows of the current file from which a large change would show; {@link Long#MAX_VALUE} if no number is enough
 * @param smallestVisible the smallest change that so many rows would show
 * @param verdict GOOD, BAD, INSUFFICIENT or NO_DATA
 */
public record ComparedMeasure(
        String measure,
        String label,
        String unit,
        double value,
        double lower,
        double upper,
        double n,
        double m,
        double before,
        double tolerance,
        long count,
        long total,
        long minimumN,
        double smallestVisible,
        String verdict) {
    /** A measure as it was judged. */
    public static ComparedMeasure of(Judged judged) {
        return new ComparedMeasure(
                judged.measure().word(),
                judged.label(),
                judged.measure().unit(),
                judged.estimate().value(),
                judged.estimate().lower(),
                judged.estimate().upper(),
                judged.estimate().n(),
                judged.estimate().m(),
                judged.reference(),
                judged.tolerance(),
                judged.count(),
                judged.total(),
                judged.minimumN(),
                judged.smallestVisible(),
                judged.verdict().name());
    }

    public boolean isBad() {
        return verdict.equals("BAD");
    }

    /** Whether it decides; others are shown with the verdict of one that does. */
    public boolean decides() {
        return Measure.of(measure).decides();
    }

    /** Whether it compares whole distributions, so that bins and values can be named as what moved. */
    public boolean isDistance() {
        return Measure.of(measure).isDistance();
    }

    /** Whether it is a share of rows, to be read beside what it was before; linf is a difference. */
    public boolean isShare() {
        return unit.equals("share") && !measure.equals(Measure.LINF.word());
    }

    /** The largest value that is in order; of a signed measure its size. */
    public double allowed() {
        return isShare() ? Math.min(1, before + tolerance) : tolerance;
    }

    /** Whether values may be below 0. */
    public boolean isSigned() {
        return Measure.of(measure).lowest() < 0;
    }

    /** The change over what is in order; above 1 beyond it, ≥ 0. */
    public double overTolerance() {
        double change = isShare() ? value - before : value;
        boolean isOneSided = isShare() && !measure.equals(Measure.SHARE.word());
        return (isOneSided ? Math.max(0, change) : Math.abs(change)) / tolerance;
    }
}
