package io.tidemark.stats.quality;

import java.util.Arrays;

/**
 * Rows that were given a probability, and whether they came true.
 *
 * @param probabilities in [0, 1]
 * @param came whether each came true, as many
 */
public record Probabilities(double[] probabilities, boolean[] came) {
    /** Probabilities of 0 and 1 that prove wrong would cost all: they count as this, as scikit-learn 1.2 has it. */
    private static final double CLIP = 1e-15;

    /** @throws IllegalArgumentException if there are not as many of the one as of the other, or a probability is none */
    public Probabilities {
        if (probabilities.length != came.length) {
            throw new IllegalArgumentException("there must be an outcome for each probability: probabilities="
                    + probabilities.length + ", outcomes=" + came.length);
        }
        for (double probability : probabilities) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability must be in [0, 1]: probability=" + probability);
            }
        }
        probabilities = probabilities.clone();
        came = came.clone();
    }

    /** Whether each row is said to be of the class: its probability is at least the threshold. */
    public BinaryConfusion at(double threshold) {
        double[] counts = new double[4];
        for (int i = 0; i < came.length; i++) {
            counts[(probabilities[i] >= threshold ? 0 : 2) + (came[i] ? 0 : 1)]++;
        }
        return new BinaryConfusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /** By rising probability. */
    public RankedScores ranked() {
        double[] positive = new double[came.length];
        Arrays.setAll(positive, i -> came[i] ? 1 : 0);
        return RankedScores.of(probabilities, positive);
    }

    /** Mean of −ln of the probability that was given to what came, in nats, ≥ 0; NaN without rows. */
    public double logLoss() {
        double sum = 0;
        for (int i = 0; i < came.length; i++) {
            double given = Math.min(1 - CLIP, Math.max(CLIP, probabilities[i]));
            sum -= Math.log(came[i] ? given : 1 - given);
        }
        return sum / came.length;
    }

    /** Mean squared difference of probability and outcome, in [0, 1]; NaN without rows. */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < came.length; i++) {
            double off = probabilities[i] - (came[i] ? 1 : 0);
            sum += off * off;
        }
        return sum / came.length;
    }

    /** How far outcomes are from probabilities, in bins of equal width. */
    public CalibrationBins calibration(int bins) {
        CalibrationBins calibration = new CalibrationBins(bins);
        for (int i = 0; i < came.length; i++) {
            calibration.add(probabilities[i], came[i]);
        }
        return calibration;
    }

    /** The same of the confidence max(p, 1−p) in the class that is said at one half, against whether it is right. */
    public CalibrationBins confidence(int bins) {
        CalibrationBins calibration = new CalibrationBins(bins);
        for (int i = 0; i < came.length; i++) {
            boolean isSaid = probabilities[i] >= 0.5;
            calibration.add(Math.max(probabilities[i], 1 - probabilities[i]), isSaid == came[i]);
        }
        return calibration;
    }
}
