package io.tidemark.stats.quality;

/**
 * Predictions of one class against the others. Counts may be expected ones, and so no whole numbers.
 *
 * @param truePositives predicted and true, ≥ 0
 * @param falsePositives predicted and not true, ≥ 0
 * @param falseNegatives true and not predicted, ≥ 0
 * @param trueNegatives neither, ≥ 0
 */
public record BinaryConfusion(
        double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {
    /** @throws IllegalArgumentException if a count is negative or no number */
    public BinaryConfusion {
        if (!(truePositives >= 0 && falsePositives >= 0 && falseNegatives >= 0 && trueNegatives >= 0)) {
            throw new IllegalArgumentException("counts must be 0 or more: tp=" + truePositives + ", fp="
                    + falsePositives + ", fn=" + falseNegatives + ", tn=" + trueNegatives);
        }
    }

    /** All rows. */
    public double rows() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Rows that are of the class. */
    public double positives() {
        return truePositives + falseNegatives;
    }

    /** Rows that are not. */
    public double negatives() {
        return falsePositives + trueNegatives;
    }

    /** Rows that are said to be of the class. */
    public double predicted() {
        return truePositives + falsePositives;
    }

    /** Share of rows that are predicted right, in [0, 1]; NaN without rows. */
    public double accuracy() {
        return (truePositives + trueNegatives) / rows();
    }

    /** Share of the predicted that are true, in [0, 1]; 0 if none is predicted. */
    public double precision() {
        return ratio(truePositives, predicted());
    }

    /** Share of the true that are predicted, in [0, 1]; 0 if none is true. Also: sensitivity, true-positive rate. */
    public double recall() {
        return ratio(truePositives, positives());
    }

    /** Share of the others that are not predicted, in [0, 1]; 0 if there are none. Also: true-negative rate. */
    public double specificity() {
        return ratio(trueNegatives, negatives());
    }

    /** Harmonic mean of precision and recall, 2TP/(2TP+FP+FN), in [0, 1]; 0 if none is predicted or true. */
    public double f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /** Mean of recall and specificity, in [0, 1]; NaN with one class only. */
    public double balancedAccuracy() {
        return (truePositives / positives() + trueNegatives / negatives()) / 2;
    }

    /**
     * Matthews' correlation of prediction and truth, in [−1, 1]; 0 where either is constant (Biochim. Biophys. Acta 405, 1975,
     * doi:10.1016/0005-2795(75)90109-9).
     */
    public double mcc() {
        double spread =
                Math.sqrt(predicted() * positives()) * Math.sqrt(negatives() * (trueNegatives + falseNegatives));
        return ratio(truePositives * trueNegatives - falsePositives * falseNegatives, spread);
    }

    /** Share of rows that are said to be of the class, in [0, 1]; NaN without rows. Also: selection rate. */
    public double selectionRate() {
        return predicted() / rows();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
