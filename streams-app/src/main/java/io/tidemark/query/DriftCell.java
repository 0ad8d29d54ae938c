package io.tidemark.query;

import io.tidemark.compare.ComparedMeasure;
import io.tidemark.stats.Measure;
import org.jspecify.annotations.Nullable;

/**
 * How far a column drifted in a bucket of time, or how far the number of rows is from the usual one.
 *
 * @param bucketMs start of the bucket
 * @param column that it speaks of; empty for the rows
 * @param measure the deciding measure that says most; null while there is nothing to compare with
 * @param n usable values; of the rows all of them
 * @param verdict of the column; WARMING_UP while there is nothing to compare with, NOT_JUDGED of rows that the monitor compares with earlier windows
 */
public record DriftCell(long bucketMs, String column, @Nullable ComparedMeasure measure, long n, String verdict) {
    static final String WARMING_UP = "WARMING_UP";
    static final String NOT_JUDGED = "NOT_JUDGED";

    /** More than any strength. */
    private static final double RANK = 1e9;

    /**
     * The change over what is in order, below 0 where the measure has a sign and went down, or where fewer rows came than usual: of these the ratio's logarithm over
     * that of the largest in order. Infinite where no rows came at all; NaN while there is nothing to compare with.
     */
    public double strength() {
        if (measure == null) {
            return Double.NaN;
        }
        if (measure.measure().equals(Measure.VOLUME.word())) {
            return Math.log(measure.value()) / Math.log(measure.tolerance());
        }
        double over = measure.overTolerance();
        return measure.isSigned() ? Math.copySign(over, measure.value()) : over;
    }

    public boolean isBad() {
        return verdict.equals("BAD");
    }

    /** How much it says beside others: what is BAD before what is GOOD, that before what could not be judged; then by strength. */
    double weight() {
        double strength = Math.abs(strength());
        return RANK * rank() + (Double.isFinite(strength) ? Math.min(strength, RANK / 2) : 0);
    }

    private int rank() {
        return switch (verdict) {
            case "BAD" -> 3;
            case "GOOD" -> 2;
            case "INSUFFICIENT" -> 1;
            default -> 0;
        };
    }
}
