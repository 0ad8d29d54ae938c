package io.tidemark.stats.quality;

import java.util.Arrays;

/**
 * What calibration and the two proper scores are made of, in whole numbers: probabilities as multiples of 2⁻³⁰, so that they add exactly in any order and are
 * taken back exactly. A probability is off by at most 2⁻³¹, a sum holds 2³³ rows.
 *
 * <p>Not thread-safe.
 */
public final class ProbabilitySums {
    /** Bins of equal width. */
    public static final int BINS = 10;

    private static final double UNIT = 1L << 30;

    /** scikit-learn's clip of a probability that proves wrong. */
    private static final double CLIP = 1e-15;

    /** For each bin rows, rows that came true and the sum of probabilities; behind them the sums of squares and of logarithms. */
    private final long[] sums;

    /** Nothing yet: the identity of {@link #add}. */
    public ProbabilitySums() {
        this(new long[3 * BINS + 2]);
    }

    /** @param sums as {@link #sums()} gives them; taken over */
    public ProbabilitySums(long[] sums) {
        if (sums.length != 3 * BINS + 2) {
            throw new IllegalArgumentException("probabilities have " + (3 * BINS + 2) + " sums: sums=" + sums.length);
        }
        this.sums = sums;
    }

    /**
     * Counts a row.
     *
     * @param probability in [0, 1]
     * @param sign 1, or −1 to take one back
     */
    void count(double probability, boolean came, int sign) {
        int bin = 3 * Math.min((int) (probability * BINS), BINS - 1);
        double off = came ? 1 - probability : probability;
        sums[bin] += sign;
        sums[bin + 1] += came ? sign : 0;
        sums[bin + 2] += sign * Math.round(probability * UNIT);
        sums[3 * BINS] += sign * Math.round(off * off * UNIT);
        sums[3 * BINS + 1] += sign * Math.round(-Math.log(Math.max(1 - off, CLIP)) * UNIT);
    }

    void add(ProbabilitySums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /** A copy of the numbers. */
    public long[] sums() {
        return sums.clone();
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return Arrays.stream(sums).allMatch(sum -> sum == 0);
    }

    /** Rows that had a probability. */
    public long rows() {
        long rows = 0;
        for (int bin = 0; bin < BINS; bin++) {
            rows += sums[3 * bin];
        }
        return rows;
    }

    /** Mean squared difference of probability and outcome, in [0, 1]; NaN without rows. */
    public double brier() {
        return sums[3 * BINS] / UNIT / rows();
    }

    /** Mean of −ln of the probability of what came, in nats, ≥ 0; NaN without rows. */
    public double logLoss() {
        return sums[3 * BINS + 1] / UNIT / rows();
    }

    /** Expected calibration error over {@value #BINS} bins, in [0, 1]; NaN without rows (see {@link CalibrationBins#expectedError}). */
    public double expectedError() {
        double off = 0;
        for (int bin = 0; bin < BINS; bin++) {
            off += Math.abs(sums[3 * bin + 1] - sums[3 * bin + 2] / UNIT);
        }
        return off / rows();
    }
}
