package io.tidemark.stats.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * How good predictions are likely to be before their labels are known, from probabilities taken as calibrated (confidence-based performance estimation, as
 * NannyML defines it): a row with probability p counts as p of a positive one and 1 − p of a negative one. It cannot see that the relation of features and
 * labels has changed: then the probabilities are not calibrated any more.
 */
public final class ExpectedQuality {
    private ExpectedQuality() {}

    /**
     * Expected confusion of rows that were said to be of the class or not.
     *
     * @param probabilities calibrated, in [0, 1]
     * @param predicted whether each row was said to be of the class, as many
     */
    public static BinaryConfusion binary(double[] probabilities, boolean[] predicted) {
        if (probabilities.length != predicted.length) {
            throw new IllegalArgumentException("there must be a prediction for each probability: probabilities="
                    + probabilities.length + ", predictions=" + predicted.length);
        }
        double[] counts = new double[4];
        for (int i = 0; i < predicted.length; i++) {
            int side = predicted[i] ? 0 : 2;
            counts[side] += probabilities[i];
            counts[side + 1] += 1 - probabilities[i];
        }
        return new BinaryConfusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Expected ranking of rows by their calibrated probabilities. */
    public static RankedScores ranked(double[] probabilities) {
        return RankedScores.of(probabilities, probabilities);
    }

    /**
     * Expected confusion of rows with a probability for each class.
     *
     * @param probabilities calibrated, by row and class
     * @param predicted the class that each row was said to be of, by its place
     */
    public static ConfusionMatrix classes(double[][] probabilities, int[] predicted) {
        int classes = probabilities.length == 0 ? 0 : probabilities[0].length;
        double[][] counts = new double[classes][classes];
        List<String> labels = new ArrayList<>();
        for (int truth = 0; truth < classes; truth++) {
            labels.add(Integer.toString(truth));
            for (int row = 0; row < predicted.length; row++) {
                counts[truth][predicted[row]] += probabilities[row][truth];
            }
        }
        return new ConfusionMatrix(labels, counts);
    }
}
