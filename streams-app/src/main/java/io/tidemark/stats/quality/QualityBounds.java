package io.tidemark.stats.quality;

import io.tidemark.stats.verdict.Binomial;
import io.tidemark.stats.verdict.Binomial.Interval;
import io.tidemark.stats.verdict.Estimate;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Quality with what is known of its certainty. Shares of rows are exact (Clopper–Pearson) or functions of such shares at a part of the level each, so that
 * they hold at any number of rows; the area under the ROC curve is approximate, see {@link #auc}.
 *
 * @param confidence two-sided, in (0, 1)
 * @param phi by how much rows hang together, ≥ 1: rows over effective rows
 */
public record QualityBounds(double confidence, double phi) {
    private static final int STEPS = 80;

    /** @throws IllegalArgumentException if a number is out of its range */
    public QualityBounds {
        if (!(confidence > 0 && confidence < 1 && phi >= 1)) {
            throw new IllegalArgumentException(
                    "confidence must be in (0, 1), phi at least 1: confidence=" + confidence + ", phi=" + phi);
        }
    }

    /** Share of rows that are predicted right. */
    public Estimate accuracy(BinaryConfusion counts) {
        return share(counts.truePositives() + counts.trueNegatives(), counts.rows());
    }

    /** Share of the predicted that are true; NaN in [0, 1] if none is predicted. */
    public Estimate precision(BinaryConfusion counts) {
        return share(counts.truePositives(), counts.predicted());
    }

    /** Share of the true that are predicted; NaN in [0, 1] if none is true. */
    public Estimate recall(BinaryConfusion counts) {
        return share(counts.truePositives(), counts.positives());
    }

    /** Share of the others that are not predicted; NaN in [0, 1] if there are none. */
    public Estimate specificity(BinaryConfusion counts) {
        return share(counts.trueNegatives(), counts.negatives());
    }

    /** Share of rows that are said to be of the class. */
    public Estimate selectionRate(BinaryConfusion counts) {
        return share(counts.predicted(), counts.rows());
    }

    /**
     * F1 = 2J/(1+J), where J is the share of true positives among all rows that are predicted or true: an exact interval of J is one of F1. NaN in [0, 1] if
     * there are no such rows.
     */
    public Estimate f1(BinaryConfusion counts) {
        double rows = counts.rows() - counts.trueNegatives();
        Estimate jaccard = share(counts.truePositives(), rows);
        return mapped(jaccard, j -> 2 * j / (1 + j));
    }

    /** The mean of recall and specificity, each at half the level. */
    public Estimate balancedAccuracy(BinaryConfusion counts) {
        QualityBounds half = at(2);
        Estimate recall = half.recall(counts);
        Estimate specificity = half.specificity(counts);
        return new Estimate(
                counts.balancedAccuracy(),
                (recall.lower() + specificity.lower()) / 2,
                (recall.upper() + specificity.upper()) / 2,
                recall.n() + specificity.n(),
                0);
    }

    /**
     * Matthews' correlation as a function of recall, specificity and the share of true rows, each at a third of the level: it rises with the first two, and
     * is looked for over the third.
     */
    public Estimate mcc(BinaryConfusion counts) {
        QualityBounds third = at(3);
        Estimate recall = third.recall(counts);
        Estimate specificity = third.specificity(counts);
        Estimate positive = third.share(counts.positives(), counts.rows());
        double lower = least(positive, share -> mcc(recall.lower(), specificity.lower(), share));
        double upper = -least(positive, share -> -mcc(recall.upper(), specificity.upper(), share));
        return new Estimate(counts.mcc(), lower, upper, counts.rows() / phi, 0);
    }

    private static double mcc(double recall, double specificity, double positive) {
        return new BinaryConfusion(
                        positive * recall,
                        (1 - positive) * (1 - specificity),
                        positive * (1 - recall),
                        (1 - positive) * specificity)
                .mcc();
    }

    /** Of a function that has one extreme in the interval, or none: the least of it at both ends and at that extreme. */
    private static double least(Estimate interval, DoubleUnaryOperator function) {
        double from = interval.lower();
        double to = interval.upper();
        double best = Math.min(function.applyAsDouble(from), function.applyAsDouble(to));
        for (int step = 0; step < STEPS; step++) {
            double left = from + (to - from) / 3;
            double right = to - (to - from) / 3;
            double atLeft = function.applyAsDouble(left);
            double atRight = function.applyAsDouble(right);
            best = Math.min(best, Math.min(atLeft, atRight));
            if (atLeft < atRight) {
                to = right;
            } else {
                from = left;
            }
        }
        return best;
    }

    /**
     * Area under the ROC curve: the θ with |θ − auc| = z·se(θ), se by Hanley and McNeil (Radiology 143, 1982, doi:10.1148/radiology.143.1.7063747) with the
     * mean of the classes' rows in place of either, which holds near 0 and 1 too (Newcombe, Stat. Med. 25, 2006, doi:10.1002/sim.2324, method 5); wider by
     * the error of cells. NaN in [0, 1] with one class only. Approximate: see docs/quality.md for how often it holds.
     */
    public Estimate auc(RankedScores scores, double cellError) {
        double positives = scores.allPositives() / phi;
        double negatives = scores.allNegatives() / phi;
        double auc = scores.auc();
        if (Double.isNaN(auc)) {
            return new Estimate(auc, 0, 1, positives + negatives, 0);
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        return new Estimate(
                auc,
                Math.max(0, farthest(auc, 0, z, positives, negatives) - cellError),
                Math.min(1, farthest(auc, 1, z, positives, negatives) + cellError),
                positives + negatives,
                0);
    }

    /** The θ between the area and that end from which the area is z standard errors away, bisected. */
    private static double farthest(double auc, double end, double z, double positives, double negatives) {
        double near = auc;
        double far = end;
        for (int step = 0; step < STEPS; step++) {
            double middle = (near + far) / 2;
            if (Math.abs(middle - auc) > z * standardError(middle, positives, negatives)) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return far;
    }

    private static double standardError(double auc, double positives, double negatives) {
        double others = (positives + negatives) / 2 - 1;
        double variance = auc
                * (1 - auc)
                * (1 + others * (1 - auc) / (2 - auc) + others * auc / (1 + auc))
                / (positives * negatives);
        return Math.sqrt(Math.max(0, variance));
    }

    /** Mean squared difference of probability and outcome, of so many rows; see {@link Binomial#boundedMean}. */
    public Estimate brier(double mean, double rows) {
        Interval interval = Binomial.boundedMean(Double.isNaN(mean) ? 0 : mean, rows / phi, confidence);
        return new Estimate(mean, interval.lower(), interval.upper(), rows / phi, 0);
    }

    /**
     * A share of rows, by Clopper and Pearson.
     *
     * @param part in [0, rows]; may be a fraction
     * @param rows ≥ 0; of none the share is NaN in [0, 1]
     */
    public Estimate share(double part, double rows) {
        Interval interval = Binomial.clopperPearson(part / phi, rows / phi, confidence);
        return new Estimate(part / rows, interval.lower(), interval.upper(), rows / phi, 0);
    }

    /** The same with one of so many parts of the level. */
    private QualityBounds at(int parts) {
        return new QualityBounds(1 - (1 - confidence) / parts, phi);
    }

    private static Estimate mapped(Estimate estimate, DoubleUnaryOperator rising) {
        return new Estimate(
                rising.applyAsDouble(estimate.value()),
                rising.applyAsDouble(estimate.lower()),
                rising.applyAsDouble(estimate.upper()),
                estimate.n(),
                estimate.m());
    }
}
