package io.tidemark.stats.quality;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Predicted numbers against the true ones, row by row.
 *
 * @param truths finite
 * @param predictions finite, as many
 */
public record RegressionErrors(double[] truths, double[] predictions) {
    /** @throws IllegalArgumentException if there are not as many of the one as of the other, or one is not finite */
    public RegressionErrors {
        if (truths.length != predictions.length) {
            throw new IllegalArgumentException("there must be a prediction for each truth: truths=" + truths.length
                    + ", predictions=" + predictions.length);
        }
        truths = truths.clone();
        predictions = predictions.clone();
        for (int i = 0; i < truths.length; i++) {
            if (!Double.isFinite(truths[i]) || !Double.isFinite(predictions[i])) {
                throw new IllegalArgumentException("a number must be finite: row=" + i + ", truth=" + truths[i]
                        + ", prediction=" + predictions[i]);
            }
        }
    }

    private double mean(IntToDoubleFunction ofRow) {
        double sum = 0;
        for (int i = 0; i < truths.length; i++) {
            sum += ofRow.applyAsDouble(i);
        }
        return sum / truths.length;
    }

    private double error(int row) {
        return predictions[row] - truths[row];
    }

    /** Mean of prediction − truth, in the truth's unit; NaN without rows. */
    public double meanError() {
        return mean(this::error);
    }

    /** Mean absolute error, in the truth's unit, ≥ 0; NaN without rows. */
    public double meanAbsoluteError() {
        return mean(row -> Math.abs(error(row)));
    }

    /** Median absolute error, the mean of the two in the middle of an even number; NaN without rows. */
    public double medianAbsoluteError() {
        double[] errors = new double[truths.length];
        Arrays.setAll(errors, row -> Math.abs(error(row)));
        Arrays.sort(errors);
        int middle = errors.length / 2;
        if (errors.length == 0) {
            return Double.NaN;
        }
        return errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
    }

    /** Largest absolute error; NaN without rows. */
    public double largestError() {
        double largest = Double.NaN;
        for (int row = 0; row < truths.length; row++) {
            largest = row == 0 ? Math.abs(error(row)) : Math.max(largest, Math.abs(error(row)));
        }
        return largest;
    }

    /** Mean squared error, in the truth's unit squared, ≥ 0; NaN without rows. */
    public double meanSquaredError() {
        return mean(row -> error(row) * error(row));
    }

    /** Root of the mean squared error, in the truth's unit, ≥ 0; NaN without rows. */
    public double rootMeanSquaredError() {
        return Math.sqrt(meanSquaredError());
    }

    /** Root of the mean squared difference of ln(1 + x); NaN where a number is −1 or less, or without rows. */
    public double rootMeanSquaredLogError() {
        return Math.sqrt(mean(row -> {
            double off = logOf(predictions[row]) - logOf(truths[row]);
            return off * off;
        }));
    }

    private static double logOf(double number) {
        return number <= -1 ? Double.NaN : Math.log1p(number);
    }

    /** Mean of the absolute error over the absolute truth, a fraction, ≥ 0; NaN if a truth is 0, or without rows. */
    public double meanAbsoluteFraction() {
        return mean(row -> truths[row] == 0 ? Double.NaN : Math.abs(error(row) / truths[row]));
    }

    /** The same over the rows whose truth is not 0; NaN if there are none. */
    public double meanAbsoluteFractionWhereDefined() {
        double sum = 0;
        int rows = 0;
        for (int row = 0; row < truths.length; row++) {
            if (truths[row] != 0) {
                sum += Math.abs(error(row) / truths[row]);
                rows++;
            }
        }
        return sum / rows;
    }

    /**
     * Share of the truth's variance that the prediction explains, at most 1: 1 − Σ error² / Σ (truth − mean)². NaN for fewer than two rows; of a constant truth
     * 1 if all is right, else 0, as scikit-learn has it.
     */
    public double rSquared() {
        if (truths.length < 2) {
            return Double.NaN;
        }
        double center = mean(row -> truths[row]);
        double spread = mean(row -> (truths[row] - center) * (truths[row] - center));
        double squared = meanSquaredError();
        if (spread == 0) {
            return squared == 0 ? 1 : 0;
        }
        return 1 - squared / spread;
    }
}
