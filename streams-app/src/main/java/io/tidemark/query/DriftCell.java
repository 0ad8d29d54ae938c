package io.tidemark.query;

import io.tidemark.compare.ComparedMeasure;
import org.jspecify.annotations.Nullable;

/**
 * How far a column drifted in a bucket of time.
 *
 * @param bucketMs start of the bucket
 * @param column that it speaks of
 * @param measure the deciding measure that says most; null while there is nothing to compare with
 * @param n usable values
 * @param verdict of the column; WARMING_UP while there is nothing to compare with
 */
public record DriftCell(long bucketMs, String column, @Nullable ComparedMeasure measure, long n, String verdict) {
    static final String WARMING_UP = "WARMING_UP";

    private static final double BAD_FIRST = 1e9;

    private double over() {
        return measure == null || !Double.isFinite(measure.overTolerance()) ? 0 : measure.overTolerance();
    }

    /** The change over what is in order, below 0 where the measure has a sign and went down; NaN while there is nothing to compare with. */
    public double strength() {
        if (measure == null) {
            return Double.NaN;
        }
        double over = measure.overTolerance();
        return measure.isSigned() ? Math.copySign(over, measure.value()) : over;
    }

    /** How much it says beside others: what is BAD before what is not, then by strength. */
    double weight() {
        return verdict.equals("BAD") ? BAD_FIRST + over() : over();
    }
}
