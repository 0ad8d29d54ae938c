package io.tidemark.stats.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Positive and negative rows by rising score, those of one score or one cell together: what ranking quality is made of. Rows may count in part, where it
 * is not known but estimated which are positive.
 *
 * @param positives by group, from the lowest score on; each ≥ 0
 * @param negatives likewise, as many
 */
public record RankedScores(double[] positives, double[] negatives) {
    /** @throws IllegalArgumentException if there are not as many of the one as of the other */
    public RankedScores {
        if (positives.length != negatives.length) {
            throw new IllegalArgumentException("there must be as many groups of positives as of negatives: positives="
                    + positives.length + ", negatives=" + negatives.length);
        }
        positives = positives.clone();
        negatives = negatives.clone();
    }

    /**
     * Of rows; a group is of one score.
     *
     * @param scores of the rows, no NaN
     * @param positive by how much each row is positive, in [0, 1]; 0 or 1 where it is known
     */
    public static RankedScores of(double[] scores, double[] positive) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] positives = new double[scores.length];
        double[] negatives = new double[scores.length];
        int groups = 0;
        for (int i = 0; i < order.length; i++) {
            boolean isNew = i == 0 || scores[order[i]] != scores[order[i - 1]];
            groups += isNew ? 1 : 0;
            positives[groups - 1] += positive[order[i]];
            negatives[groups - 1] += 1 - positive[order[i]];
        }
        return new RankedScores(Arrays.copyOf(positives, groups), Arrays.copyOf(negatives, groups));
    }

    /** All positive rows. */
    public double allPositives() {
        return Arrays.stream(positives).sum();
    }

    /** All negative rows. */
    public double allNegatives() {
        return Arrays.stream(negatives).sum();
    }

    /**
     * Area under the ROC curve: how likely a positive row has a higher score than a negative one, ties one half, in [0, 1]; NaN with one class only.
     */
    public double auc() {
        return (pairsApart() + pairsTogether() / 2) / (allPositives() * allNegatives());
    }

    /**
     * By how much the area may be off where groups are cells of scores that differ: half the share of pairs within a cell, in [0, ½]; NaN with one class
     * only. Of groups of one score there is no such error: there a tie is a tie.
     */
    public double cellError() {
        return pairsTogether() / 2 / (allPositives() * allNegatives());
    }

    private double pairsApart() {
        double below = 0;
        double pairs = 0;
        for (int i = 0; i < positives.length; i++) {
            pairs += positives[i] * below;
            below += negatives[i];
        }
        return pairs;
    }

    private double pairsTogether() {
        double pairs = 0;
        for (int i = 0; i < positives.length; i++) {
            pairs += positives[i] * negatives[i];
        }
        return pairs;
    }

    /**
     * Average precision: Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over thresholds from the highest score down, in [0, 1]; 0 without positives.
     */
    public double averagePrecision() {
        double all = allPositives();
        double hits = 0;
        double misses = 0;
        double sum = 0;
        for (int i = positives.length - 1; i >= 0; i--) {
            hits += positives[i];
            misses += negatives[i];
            double precision = hits + misses > 0 ? hits / (hits + misses) : 0;
            sum += positives[i] * precision;
        }
        return all > 0 ? sum / all : 0;
    }

    /**
     * Standard error of the area for rows that are independent of one another (DeLong et al., Biometrics 44, 1988, doi:10.2307/2531595, from the counts by
     * group); NaN with fewer than two rows of a class.
     */
    public double aucStandardError() {
        double auc = auc();
        double p = allPositives();
        double n = allNegatives();
        double negativesBelow = 0;
        double positivesAbove = p;
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int i = 0; i < positives.length; i++) {
            positivesAbove -= positives[i];
            double wins = (negativesBelow + negatives[i] / 2) / n;
            double losses = (positivesAbove + positives[i] / 2) / p;
            ofPositives += positives[i] * (wins - auc) * (wins - auc);
            ofNegatives += negatives[i] * (losses - auc) * (losses - auc);
            negativesBelow += negatives[i];
        }
        return p < 2 || n < 2 ? Double.NaN : Math.sqrt(ofPositives / (p - 1) / p + ofNegatives / (n - 1) / n);
    }
}
