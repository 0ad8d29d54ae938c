package io.tidemark.stats;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of what is measured, with unit and range; the formulas stand in {@code stats.distance}. */
public enum Measure {
    /** Largest absolute difference of the two distribution functions, at the cells' edges. */
    KS("ks", "", 0, 1),
    /** Mean of s = 2F−1 in the window minus in the reference, F the reference's mid-rank of the cell. */
    RANK_SHIFT("rank_shift", "", -1, 1),
    /** Mean of t = 2·|2F−1|−1 in the window minus in the reference. */
    RANK_SPREAD("rank_spread", "", -1, 1),
    /** Jensen–Shannon distance: the root of the divergence in bits. */
    JS_DISTANCE("js_distance", "√bits", 0, 1),
    /** Population stability index; shown, decided by {@link #JS_DISTANCE}. */
    PSI("psi", "nats", 0, Double.POSITIVE_INFINITY),
    /** Largest difference of a single value's share; the label names the value. */
    LINF("linf", "share", 0, 1),
    /** Mass of values that the reference never had. */
    UNSEEN("unseen", "share", 0, 1),
    /** Share of one value of a category (class ratio, where the column is the prediction); the label names it. */
    SHARE("share", "share", 0, 1),
    /** Share of rows in which the column is null or absent. */
    MISSING("missing", "share", 0, 1),
    /** Share of rows whose value is of the wrong type, NaN, infinite, or out of the allowed range or set. */
    INVALID("invalid", "share", 0, 1),
    /** Rows of the window over the rows that a window of this length has in the reference. */
    VOLUME("volume", "ratio", 0, Double.POSITIVE_INFINITY),
    /** Mean after minus mean before a change that a detector saw in the course of panes; the label names both. Score, share or ratio. */
    CHANGE("change", "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** A quantile of a number column, in the column's unit; the label names the rank. Shown while there is no reference. */
    QUANTILE("quantile", "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** Jensen–Shannon divergence, the square of {@link #JS_DISTANCE}; shown with its verdict. */
    JS("js", "bits", 0, 1),
    /** Total variation: half the sum of the shares' differences; shown, decided by {@link #JS_DISTANCE}. */
    TV("tv", "", 0, 1),
    /** Hellinger distance; shown, decided by {@link #JS_DISTANCE}. */
    HELLINGER("hellinger", "", 0, 1),
    /** χ² of the two-sample table of effective rows; shown, decided by {@link #JS_DISTANCE}. */
    CHI2("chi2", "", 0, Double.POSITIVE_INFINITY),
    /** Probability of so large a χ², or a larger one, without any change; shown: a p-value alone alarms on everything at large n. */
    CHI2_P("chi2_p", "probability", 0, 1),
    /** Wasserstein-1 distance in interquartile ranges of the reference; shown, decided by {@link #KS} and {@link #JS_DISTANCE}. */
    WASSERSTEIN("wasserstein", "IQR", 0, Double.POSITIVE_INFINITY),
    /** Reference mass of values that the window has not at all; shown, decided by {@link #LINF}. */
    VANISHED("vanished", "share", 0, 1),
    /** Ratio of one value's share to the reference's, of the value whose ratio most certainly moved; shown, decided by {@link #LINF}. */
    SHARE_RATIO("share_ratio", "ratio", 0, Double.POSITIVE_INFINITY),
    /** Mean of the window's numbers, in the column's unit; shown, decided by {@link #RANK_SHIFT}. */
    MEAN("mean", "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** Standard deviation of the window's numbers, in the column's unit; shown, decided by {@link #RANK_SPREAD}. */
    STD("std", "", 0, Double.POSITIVE_INFINITY),
    /** Largest KS distance of an embedding's projections and norm; the label names it. Shown, for each of them is tested by itself. */
    PROJECTED("projected", "", 0, 1),
    /** 1 − cosine of the angle between the mean vectors of window and reference; shown, decided by the projections' columns. */
    COSINE_SHIFT("cosine_shift", "", 0, 2),
    /** Share of rows whose value is of another type than the column's, a part of {@link #INVALID}. */
    WRONG_TYPE("wrong_type", "share", 0, 1),
    /** Share of rows whose value is NaN, a part of {@link #INVALID}. */
    NOT_A_NUMBER("not_a_number", "share", 0, 1),
    /** Share of rows whose value is ±Infinity, a part of {@link #INVALID}. */
    INFINITE("infinite", "share", 0, 1),
    /** Share of rows whose value the monitor does not allow, a part of {@link #INVALID}. */
    OUT_OF_RANGE("out_of_range", "share", 0, 1),
    /** Share of usable values that equal the one value which window or reference has only; the label is the value. */
    CONSTANT("constant", "share", 0, 1),
    /** Share of rows with a usable value, where hardly any has one; decided by {@link #MISSING} and {@link #INVALID}. */
    NEAR_EMPTY("near_empty", "share", 0, 1),
    /** Share of rows that bring a column which the grids do not know; never decides. */
    COLUMN_ADDED("column_added", "share", 0, 1),
    /** Share of rows that do not bring a column of the grids, where no row does; decided by {@link #MISSING}. */
    COLUMN_REMOVED("column_removed", "share", 0, 1),
    /** Cells that carry the slice's mass, where it sits in few of the shared grid's intervals; never decides. */
    EFFECTIVE_CELLS("effective_cells", "cells", 1, Double.POSITIVE_INFINITY),
    /** Share of rows whose value is outside the allowed set. */
    NOT_ALLOWED("not_allowed", "share", 0, 1),
    /** Share of rows whose text does not match the column's pattern. */
    PATTERN_MISMATCH("pattern_mismatch", "share", 0, 1),
    /** Rows that came over rows expected, at most 1. */
    COMPLETENESS("completeness", "share", 0, 1),
    /** Share of rows with an id whose id came before in the window. */
    DUPLICATE("duplicate", "share", 0, 1),
    /** Age of the newest event at the window's end, event time. */
    FRESHNESS("freshness", "s", 0, Double.POSITIVE_INFINITY),
    /** Share of rows that came later after their event time than allowed. */
    LATE("late", "share", 0, 1),
    /** Rows of the window against a stated band. */
    ROWS("rows", "rows", 0, Double.POSITIVE_INFINITY),
    /** Share of records that could not be used. */
    REJECTED("rejected", "share", 0, 1),
    /** A slice's share of the drift of all events in one column; below 0 where it moved the other way. Shown with the verdict of its own drift. */
    DRIFT_SHARE("drift_share", "share", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** Share of requests that did not end as stated; the label says what is good. */
    FAILED("failed", "share", 0, 1),
    /** Share of requests that took longer than stated, or failed; the label says the limit. */
    SLOW("slow", "share", 0, 1),
    /** Share of a dependency's reports that are not as stated; the label says what is good. */
    UNHEALTHY("unhealthy", "share", 0, 1),
    /** Share of the model's events that were not read while those of the scope came: they were beyond its tenant's quota. Counted, not drawn. */
    UNREAD("unread", "share", 0, 1),
    /** Share of a window's attempts to load a version that failed. */
    LOAD_FAILED("load_failed", "share", 0, 1),
    /** Share of versions put in service that were not seen serving in time. */
    NOT_SERVING("not_serving", "share", 0, 1),
    /** Share of labelled predictions that were right. */
    ACCURACY("accuracy", "share", 0, 1),
    /** Share of what was said to be of a class that was; the label names the class, none the positive one or the mean over classes. */
    PRECISION("precision", "share", 0, 1),
    /** Share of what is of a class that was said to be; labelled as precision. */
    RECALL("recall", "share", 0, 1),
    /** Share of what is not of the positive class that was not said to be. */
    SPECIFICITY("specificity", "share", 0, 1),
    /** Harmonic mean of precision and recall; labelled as they. */
    F1("f1", "", 0, 1),
    /** Mean of recall and specificity. */
    BALANCED_ACCURACY("balanced_accuracy", "share", 0, 1),
    /** Matthews' correlation of prediction and truth. */
    MCC("mcc", "", -1, 1),
    /** Cohen's kappa. */
    KAPPA("kappa", "", -1, 1),
    /** Area under the ROC curve, from the cells of the score. */
    AUC("auc", "", 0, 1),
    /** Average precision over thresholds, from the cells of the score. */
    AVERAGE_PRECISION("average_precision", "", 0, 1),
    /** Mean squared difference of probability and outcome. */
    BRIER("brier", "", 0, 1),
    /** Mean of −ln of the probability of what came true. */
    LOG_LOSS("log_loss", "nats", 0, Double.POSITIVE_INFINITY),
    /** Expected calibration error over ten bins. */
    CALIBRATION_ERROR("calibration_error", "share", 0, 1),
    /** Share of labelled predictions whose error is within the limit that the monitor states. */
    WITHIN("within", "share", 0, 1),
    /** Mean of prediction − truth, in the truth's unit. */
    MEAN_ERROR("mean_error", "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    /** Mean absolute error, in the truth's unit. */
    MAE("mae", "", 0, Double.POSITIVE_INFINITY),
    /** Root of the mean squared error, in the truth's unit. */
    RMSE("rmse", "", 0, Double.POSITIVE_INFINITY),
    /** Share of the truth's variance that is explained. */
    R2("r2", "", Double.NEGATIVE_INFINITY, 1),
    /** Share of predictions that are of the positive class. */
    SELECTION_RATE("selection_rate", "share", 0, 1),
    /** Share of predictions whose label has come. */
    LABELLED("labelled", "share", 0, 1),
    /** Time from prediction to label that so many labels did not exceed; the label names the share. */
    LABEL_LAG("label_lag", "s", 0, Double.POSITIVE_INFINITY),
    /** Share of labels whose prediction never came. */
    UNMATCHED("unmatched", "share", 0, 1),
    /** Accuracy as it is expected from calibrated scores, before labels are known. */
    ESTIMATED_ACCURACY("estimated_accuracy", "share", 0, 1),
    /** F1 as it is expected from calibrated scores. */
    ESTIMATED_F1("estimated_f1", "", 0, 1),
    /** Area under the ROC curve as it is expected from calibrated scores. */
    ESTIMATED_AUC("estimated_auc", "", 0, 1),
    /** Estimated accuracy minus the true one: what an estimate cannot see. */
    ESTIMATE_GAP("estimate_gap", "share", -1, 1),
    /** Selection rate of a slice minus that of all others. */
    SELECTION_GAP("selection_gap", "share", -1, 1),
    /** Selection rate of a slice over that of all others. */
    SELECTION_RATIO("selection_ratio", "ratio", 0, Double.POSITIVE_INFINITY),
    /** Recall of the positive class in a slice minus that in all others. */
    RECALL_GAP("recall_gap", "share", -1, 1),
    /** Share of wrong predictions in a slice minus that in all others. */
    ERROR_GAP("error_gap", "share", -1, 1),
    /** Recall of the positive class in a slice over that in all others. */
    RECALL_RATIO("recall_ratio", "ratio", 0, Double.POSITIVE_INFINITY),
    /** Share of wrong predictions in a slice over that in all others. */
    ERROR_RATIO("error_ratio", "ratio", 0, Double.POSITIVE_INFINITY);

    private static final Set<Measure> DISTANCES =
            EnumSet.of(KS, RANK_SHIFT, RANK_SPREAD, JS_DISTANCE, PSI, LINF, UNSEEN);
    private static final Set<Measure> DECIDING =
            EnumSet.of(KS, RANK_SHIFT, RANK_SPREAD, JS_DISTANCE, LINF, UNSEEN, MISSING, INVALID, VOLUME);

    private static final Set<Measure> QUALITY = EnumSet.range(ACCURACY, ERROR_RATIO);
    private static final Set<Measure> BETTER_LOW =
            EnumSet.of(BRIER, LOG_LOSS, CALIBRATION_ERROR, MAE, RMSE, UNMATCHED, LABEL_LAG);
    private static final Map<String, Measure> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Measure::word, Function.identity()));

    private final String word;
    private final String unit;
    private final double lowest;
    private final double highest;

    Measure(String word, String unit, double lowest, double highest) {
        this.word = word;
        this.unit = unit;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The name on topics, in files and on screens. */
    public String word() {
        return word;
    }

    /** The unit to print beside a value; empty for a plain number. */
    public String unit() {
        return unit;
    }

    public double lowest() {
        return lowest;
    }

    public double highest() {
        return highest;
    }

    /** Whether it compares whole distributions, so that bins and values can be named as what moved. */
    public boolean isDistance() {
        return DISTANCES.contains(this);
    }

    /** Whether it has a test of its own, paid from the false-alarm budget; the others are shown with the verdict of one that has, or with none. */
    public boolean decides() {
        return DECIDING.contains(this);
    }

    /** Whether it says how good predictions were, from their labels, or how good they are expected to be. */
    public boolean isOfQuality() {
        return QUALITY.contains(this);
    }

    /** Whether less of it is better: of quality, errors and what labels lack. */
    public boolean isBetterLow() {
        return BETTER_LOW.contains(this);
    }

    /**
     * The measure of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Measure of(String word) {
        Measure known = BY_WORD.get(word);
        if (known == null) {
            throw new IllegalArgumentException("unknown measure: word=" + word);
        }
        return known;
    }
}
