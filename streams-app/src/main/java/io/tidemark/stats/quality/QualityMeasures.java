package io.tidemark.stats.quality;

import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Everything that some labelled predictions say of their quality, each with its bounds; what no law bounds lies anywhere in its measure's range.
 *
 * <p>Made for one set of counts; not thread-safe.
 */
final class QualityMeasures {
    /** Share of the labelled scores that have to lie in [0, 1]. */
    private static final double ARE_PROBABILITIES = 0.99;

    private final QualityCounts counts;
    private final String positive;
    private final QualityBounds bounds;
    private final Map<QualityTerms.Quantity, Value> values = new LinkedHashMap<>();

    private QualityMeasures(QualityCounts counts, String positive, QualityBounds bounds) {
        this.counts = counts;
        this.positive = positive;
        this.bounds = bounds;
    }

    /**
     * A measure with the rows behind it.
     *
     * @param part rows that it counts; 0 where it counts none
     * @param rows rows that could have been counted
     */
    record Value(Estimate estimate, long part, long rows) {}

    /** All of them, in a fixed order. */
    static Map<QualityTerms.Quantity, Value> of(QualityCounts counts, QualityTerms terms, QualityBounds bounds) {
        QualityMeasures measures = new QualityMeasures(counts, terms.positive(), bounds);
        if (terms.isOfNumbers()) {
            measures.ofNumbers();
        } else {
            measures.ofClasses();
        }
        return measures.values;
    }

    private void ofNumbers() {
        ErrorSums errors = counts.errors();
        long rows = errors.rows();
        put(Measure.WITHIN, "", bounds.share(errors.within(), rows), errors.within(), rows);
        shown(Measure.MAE, "", errors.meanAbsoluteError());
        shown(Measure.RMSE, "", errors.rootMeanSquaredError());
        shown(Measure.MEAN_ERROR, "", errors.meanError());
        shown(Measure.R2, "", errors.rSquared());
    }

    private void ofClasses() {
        long rows = counts.labelled();
        put(Measure.ACCURACY, "", bounds.share(counts.right(), rows), counts.right(), rows);
        ConfusionMatrix matrix = counts.matrix();
        if (positive.isEmpty()) {
            means(matrix);
        } else {
            twoClasses(counts.against(positive), "");
            ranks();
        }
        for (String label : matrix.labels()) {
            if (!label.equals(QualityCounts.ANOTHER)) {
                ofClass(counts.against(label), label);
            }
        }
        shown(Measure.KAPPA, "", matrix.kappa(ConfusionMatrix.Weights.NONE));
        probabilities();
    }

    private void twoClasses(BinaryConfusion confusion, String label) {
        ofClass(confusion, label);
        put(
                Measure.SPECIFICITY,
                label,
                bounds.specificity(confusion),
                confusion.trueNegatives(),
                confusion.negatives());
        put(Measure.BALANCED_ACCURACY, label, bounds.balancedAccuracy(confusion), 0, confusion.rows());
        put(Measure.MCC, label, bounds.mcc(confusion), 0, confusion.rows());
        put(Measure.SELECTION_RATE, label, bounds.selectionRate(confusion), confusion.predicted(), confusion.rows());
    }

    private void ofClass(BinaryConfusion confusion, String label) {
        put(Measure.PRECISION, label, bounds.precision(confusion), confusion.truePositives(), confusion.predicted());
        put(Measure.RECALL, label, bounds.recall(confusion), confusion.truePositives(), confusion.positives());
        put(Measure.F1, label, bounds.f1(confusion), 0, confusion.rows() - confusion.trueNegatives());
    }

    private void means(ConfusionMatrix matrix) {
        mean(Measure.PRECISION, matrix, BinaryConfusion::precision);
        mean(Measure.RECALL, matrix, BinaryConfusion::recall);
        mean(Measure.F1, matrix, BinaryConfusion::f1);
        shown(Measure.MCC, "", matrix.mcc());
    }

    private void mean(Measure measure, ConfusionMatrix matrix, ToDoubleFunction<BinaryConfusion> of) {
        shown(measure, "", matrix.macro(of));
    }

    private void ranks() {
        RankedScores ranked = counts.ranked(positive);
        if (ranked.positives().length > 0) {
            put(Measure.AUC, "", bounds.auc(ranked, ranked.cellError()), 0, counts.labelled());
            shown(Measure.AVERAGE_PRECISION, "", ranked.averagePrecision());
        }
    }

    /** Nothing where scores are none: a logit that happens to lie in [0, 1] is no probability. */
    private void probabilities() {
        ProbabilitySums probabilities = counts.probabilities();
        long rows = probabilities.rows();
        if (rows > 0 && rows >= ARE_PROBABILITIES * counts.scored().labelled()) {
            put(Measure.BRIER, "", bounds.brier(probabilities.brier(), rows), 0, rows);
            shown(Measure.LOG_LOSS, "", probabilities.logLoss(), rows);
            shown(Measure.CALIBRATION_ERROR, "", probabilities.expectedError(), rows);
        }
    }

    private void put(Measure measure, String label, Estimate estimate, double part, double rows) {
        values.put(new QualityTerms.Quantity(measure, label), new Value(estimate, Math.round(part), Math.round(rows)));
    }

    private void shown(Measure measure, String label, double value) {
        shown(measure, label, value, counts.labelled());
    }

    private void shown(Measure measure, String label, double value, long rows) {
        Estimate estimate = new Estimate(value, measure.lowest(), measure.highest(), rows / bounds.phi(), 0);
        put(measure, label, estimate, 0, rows);
    }
}
