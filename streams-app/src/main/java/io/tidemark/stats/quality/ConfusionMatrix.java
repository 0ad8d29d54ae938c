package io.tidemark.stats.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Predicted classes against the true ones. Counts may be expected ones, and so no whole numbers.
 *
 * @param labels the classes, in an order that weighted kappa goes by
 * @param counts rows by true class (first index) and predicted class; each ≥ 0
 */
public record ConfusionMatrix(List<String> labels, double[][] counts) {
    /** @throws IllegalArgumentException if the counts are not as many as the labels, squared, or one is negative */
    public ConfusionMatrix {
        labels = List.copyOf(labels);
        double[][] copy = new double[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            copy[i] = counts[i].clone();
            requireRow(copy[i], labels.size());
        }
        if (counts.length != labels.size()) {
            throw new IllegalArgumentException(
                    "there must be a row for each label: rows=" + counts.length + ", labels=" + labels.size());
        }
        counts = copy;
    }

    private static void requireRow(double[] row, int labels) {
        if (row.length != labels) {
            throw new IllegalArgumentException(
                    "a row must have a count for each label: counts=" + row.length + ", labels=" + labels);
        }
        for (double count : row) {
            if (!(count >= 0)) {
                throw new IllegalArgumentException("a count must be 0 or more: count=" + count);
            }
        }
    }

    /** How the distance of two classes weighs in kappa. */
    public enum Weights {
        /** All mistakes alike: Cohen's kappa. */
        NONE,
        /** By how many places they are apart. */
        LINEAR,
        /** By its square. */
        QUADRATIC;

        double of(int places) {
            return switch (this) {
                case NONE -> places == 0 ? 0 : 1;
                case LINEAR -> Math.abs(places);
                case QUADRATIC -> (double) places * places;
            };
        }
    }

    /**
     * Of rows, each with its true and its predicted class; the labels are all that occur, sorted.
     *
     * @throws IllegalArgumentException if there are not as many of the one as of the other
     */
    public static ConfusionMatrix of(List<String> truths, List<String> predictions) {
        TreeSet<String> labels = new TreeSet<>(truths);
        labels.addAll(predictions);
        return of(truths, predictions, new ArrayList<>(labels));
    }

    /**
     * The same with stated labels.
     *
     * @throws IllegalArgumentException also if a class is not among them
     */
    public static ConfusionMatrix of(List<String> truths, List<String> predictions, List<String> labels) {
        if (truths.size() != predictions.size()) {
            throw new IllegalArgumentException("there must be a prediction for each truth: truths=" + truths.size()
                    + ", predictions=" + predictions.size());
        }
        Map<String, Integer> places = new HashMap<>();
        labels.forEach(label -> places.put(label, places.size()));
        double[][] counts = new double[labels.size()][labels.size()];
        for (int i = 0; i < truths.size(); i++) {
            counts[place(places, truths.get(i))][place(places, predictions.get(i))]++;
        }
        return new ConfusionMatrix(labels, counts);
    }

    private static int place(Map<String, Integer> places, String label) {
        Integer place = places.get(label);
        if (place == null) {
            throw new IllegalArgumentException("no such label: label=" + label + ", labels=" + places.keySet());
        }
        return place;
    }

    /** All rows. */
    public double rows() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += ofTruth(i);
        }
        return sum;
    }

    private double ofTruth(int label) {
        double sum = 0;
        for (double count : counts[label]) {
            sum += count;
        }
        return sum;
    }

    private double ofPrediction(int label) {
        double sum = 0;
        for (double[] row : counts) {
            sum += row[label];
        }
        return sum;
    }

    private double right() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i][i];
        }
        return sum;
    }

    /** One class against all others. */
    public BinaryConfusion oneAgainstRest(int label) {
        double hit = counts[label][label];
        double falsePositives = ofPrediction(label) - hit;
        double falseNegatives = ofTruth(label) - hit;
        return new BinaryConfusion(
                hit, falsePositives, falseNegatives, Math.max(0, rows() - hit - falsePositives - falseNegatives));
    }

    /** Share of rows that are predicted right, in [0, 1]; NaN without rows. Equal to precision, recall and F1 averaged over rows (micro). */
    public double accuracy() {
        return right() / rows();
    }

    /** The plain mean of a measure over the classes; NaN without classes. */
    public double macro(ToDoubleFunction<BinaryConfusion> measure) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += measure.applyAsDouble(oneAgainstRest(i));
        }
        return sum / counts.length;
    }

    /** The mean of a measure over the classes, each as often as it is true; NaN without rows. */
    public double weighted(ToDoubleFunction<BinaryConfusion> measure) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += ofTruth(i) * measure.applyAsDouble(oneAgainstRest(i));
        }
        return sum / rows();
    }

    /**
     * Correlation of prediction and truth over all classes, in [−1, 1]; 0 where either is constant (Gorodkin, Comput. Biol. Chem. 28, 2004,
     * doi:10.1016/j.compbiolchem.2004.09.006).
     */
    public double mcc() {
        double rows = rows();
        double both = 0;
        double truths = 0;
        double predictions = 0;
        for (int i = 0; i < counts.length; i++) {
            both += ofTruth(i) * ofPrediction(i);
            truths += ofTruth(i) * ofTruth(i);
            predictions += ofPrediction(i) * ofPrediction(i);
        }
        double spread = Math.sqrt(rows * rows - predictions) * Math.sqrt(rows * rows - truths);
        return spread > 0 ? (right() * rows - both) / spread : 0;
    }

    /**
     * Agreement beyond chance, 1 − Σ w·observed / Σ w·expected, at most 1; NaN where only one class occurs (Cohen, Psychol. Bull. 70, 1968,
     * doi:10.1037/h0026256).
     */
    public double kappa(Weights weights) {
        double rows = rows();
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                double weight = weights.of(i - j);
                observed += weight * counts[i][j];
                expected += weight * ofTruth(i) * ofPrediction(j) / rows;
            }
        }
        return expected > 0 ? 1 - observed / expected : Double.NaN;
    }
}
