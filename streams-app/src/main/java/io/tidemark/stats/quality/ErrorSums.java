package io.tidemark.stats.quality;

import java.math.BigDecimal;

/**
 * Sums of a regression's errors. Each row's error, its square and the truth are taken as doubles and added without any rounding, so that sums do not depend on
 * the order of rows and a row is taken back exactly.
 *
 * @param rows ≥ 0
 * @param within rows whose error is within the limit that the monitor states; 0 where it states none
 * @param errors Σ (prediction − truth)
 * @param absolute Σ |prediction − truth|
 * @param squared Σ (prediction − truth)²
 * @param truths Σ truth
 * @param squaredTruths Σ truth²
 */
public record ErrorSums(
        long rows,
        long within,
        BigDecimal errors,
        BigDecimal absolute,
        BigDecimal squared,
        BigDecimal truths,
        BigDecimal squaredTruths) {
    /** No row: the identity of {@link #plus}. */
    public static final ErrorSums NONE =
            new ErrorSums(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public ErrorSums {
        errors = errors.stripTrailingZeros();
        absolute = absolute.stripTrailingZeros();
        squared = squared.stripTrailingZeros();
        truths = truths.stripTrailingZeros();
        squaredTruths = squaredTruths.stripTrailingZeros();
    }

    /**
     * One row.
     *
     * @param prediction finite
     * @param truth finite
     * @param limit largest absolute error that is in order; NaN for none
     */
    public static ErrorSums of(double prediction, double truth, double limit) {
        double error = prediction - truth;
        return new ErrorSums(
                1,
                Math.abs(error) <= limit ? 1 : 0,
                exact(error),
                exact(Math.abs(error)),
                exact(error * error),
                exact(truth),
                exact(truth * truth));
    }

    /** What overflowed on the way counts as the largest double. */
    private static BigDecimal exact(double value) {
        return new BigDecimal(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)));
    }

    /** Adds exactly. */
    public ErrorSums plus(ErrorSums other) {
        return new ErrorSums(
                rows + other.rows,
                within + other.within,
                errors.add(other.errors),
                absolute.add(other.absolute),
                squared.add(other.squared),
                truths.add(other.truths),
                squaredTruths.add(other.squaredTruths));
    }

    /** The same rows taken back. */
    public ErrorSums negated() {
        return new ErrorSums(
                -rows,
                -within,
                errors.negate(),
                absolute.negate(),
                squared.negate(),
                truths.negate(),
                squaredTruths.negate());
    }

    /** Mean of prediction − truth, in the truth's unit; NaN without rows. */
    public double meanError() {
        return errors.doubleValue() / rows;
    }

    /** Mean absolute error, ≥ 0; NaN without rows. */
    public double meanAbsoluteError() {
        return absolute.doubleValue() / rows;
    }

    /** Root of the mean squared error, ≥ 0; NaN without rows. */
    public double rootMeanSquaredError() {
        return Math.sqrt(squared.doubleValue() / rows);
    }

    /** Share of the truth's variance that is explained, at most 1; NaN for fewer than two rows (see {@link RegressionErrors#rSquared}). */
    public double rSquared() {
        if (rows < 2) {
            return Double.NaN;
        }
        BigDecimal count = BigDecimal.valueOf(rows);
        double spread =
                squaredTruths.multiply(count).subtract(truths.multiply(truths)).doubleValue() / rows;
        if (spread <= 0) {
            return squared.signum() == 0 ? 1 : 0;
        }
        return 1 - squared.doubleValue() / spread;
    }
}
