package io.tidemark.stats;

import java.util.EnumSet;
import java.util.Set;

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
    QUANTILE("quantile", "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final Set<Measure> DISTANCES =
            EnumSet.of(KS, RANK_SHIFT, RANK_SPREAD, JS_DISTANCE, PSI, LINF, UNSEEN);

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

    /**
     * The measure of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Measure of(String word) {
        for (Measure measure : values()) {
            if (measure.word.equals(word)) {
                return measure;
            }
        }
        throw new IllegalArgumentException("unknown measure: word=" + word);
    }
}
