package io.tidemark.stats.quality;

import io.tidemark.stats.Measure;
import java.util.Map;
import java.util.Set;

/**
 * By what windows of labelled predictions are judged.
 *
 * @param isOfNumbers whether numbers are predicted, and not classes
 * @param positive the class that two-class measures speak of; empty for any number of classes alike
 * @param deciding what has a test of its own, paid from the false-alarm budget
 * @param tolerances the largest loss against the baseline, or difference, that is in order, by measure; others have {@value #USUAL}
 * @param alpha level of one test of one window, in (0, 0.5)
 * @param alphaReference level that is spent once on the baseline's own error, in (0, 0.5)
 */
public record QualityTerms(
        boolean isOfNumbers,
        String positive,
        Set<Quantity> deciding,
        Map<Measure, Double> tolerances,
        double alpha,
        double alphaReference) {
    /** δ where nothing is stated. */
    public static final double USUAL = 0.05;

    /** A difference between groups that is usually in order. */
    public static final double USUAL_GAP = 0.1;

    /** The four-fifths rule: a group that is selected less often than that part of all others. */
    public static final double USUAL_RATIO = 0.8;

    public QualityTerms {
        deciding = Set.copyOf(deciding);
        tolerances = Map.copyOf(tolerances);
    }

    /**
     * A measure of a class, or of all.
     *
     * @param label the class; empty for none
     */
    public record Quantity(Measure measure, String label) {}

    /** δ of a measure. */
    public double tolerance(Measure measure) {
        return switch (measure) {
            case SELECTION_GAP, RECALL_GAP, ERROR_GAP -> tolerances.getOrDefault(measure, USUAL_GAP);
            case SELECTION_RATIO, RECALL_RATIO, ERROR_RATIO -> tolerances.getOrDefault(measure, USUAL_RATIO);
            default -> tolerances.getOrDefault(measure, USUAL);
        };
    }

    boolean decides(Measure measure, String label) {
        return deciding.contains(new Quantity(measure, label));
    }
}
