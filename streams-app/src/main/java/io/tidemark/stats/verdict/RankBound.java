package io.tidemark.stats.verdict;

import io.tidemark.stats.distance.RankScores.Moments;

/**
 * Bounds for a difference of mean rank scores: a z-test that is safe for any column because the scores lie in [−1, 1].
 *
 * <p>Half of α goes to the joint form |difference| − z·sd·√(1/n + 1/m), half to the frozen one |difference| − z·sd/√n − z_ref·sd_ref/√m. Variances are taken
 * as 1/3 (a continuous column's) where they are less. z is raised to z + κ·(z² − 1)/6√n where the scores are skewed towards the change (Cornish and Fisher,
 * Rev. Int. Stat. Inst. 5, 1938), κ the larger skewness of both sides: columns of a few values need it.
 *
 * <p>With fewer than {@value #FEW} effective rows on a side a tail is no normal one: there the width is at least Hoeffding's, √(2·ln(4/α)·(1/n + 1/m))
 * (J. Am. Stat. Assoc. 58, 1963, doi:10.1080/01621459.1963.10500830), which holds for any scores in [−1, 1] and any number of rows.
 */
final class RankBound {
    private static final double LARGE = 0.5;
    private static final double LEAST_VARIANCE = 1.0 / 3;

    private static final double FEW = 50;

    private final double n;
    private final double m;
    private final double delta;
    private final double z;
    private final double referenceZ;
    private final double hoeffding;

    RankBound(double n, double m, double delta, Levels levels) {
        this.n = n;
        this.m = m;
        this.delta = delta;
        this.z = Binomial.normalQuantile(levels.alpha() / 4);
        this.hoeffding = 2 * Math.log(4 / levels.alpha());
        this.referenceZ = Binomial.normalQuantile(levels.alphaReference() / 2);
    }

    /** Bounds for the signed difference; refuted where it is farther from 0 than δ, either way. O(1). */
    Bound of(Moments window, Moments reference) {
        double difference = window.mean() - reference.mean();
        double deviation = Math.sqrt(Math.max(LEAST_VARIANCE, window.variance()));
        double referenceDeviation = Math.sqrt(Math.max(LEAST_VARIANCE, reference.variance()));
        double towards = Math.signum(difference);
        double skewness = Math.max(
                0,
                Math.max(
                        towards * window.third() / Math.pow(deviation, 3),
                        towards * reference.third() / Math.pow(referenceDeviation, 3)));
        double raised = z + skewness * (z * z - 1) / (6 * Math.sqrt(n));
        double width = width(n, raised, deviation, referenceDeviation);
        return new Bound(
                Math.max(-1, difference - width),
                Math.min(1, difference + width),
                Math.abs(difference) - width > delta,
                Math.min(1, delta + width),
                minimumRows());
    }

    private double width(double rows, double raised, double deviation, double referenceDeviation) {
        double joint = raised * Math.max(deviation, referenceDeviation) * Math.sqrt(1 / rows + 1 / m);
        double frozen = raised * deviation / Math.sqrt(rows) + referenceZ * referenceDeviation / Math.sqrt(m);
        double width = Math.min(joint, frozen);
        return Math.min(rows, m) < FEW ? Math.max(width, Math.sqrt(hoeffding * (1 / rows + 1 / m))) : width;
    }

    private double minimumRows() {
        double room = LARGE - delta;
        double jointly = room * room - z * z * LEAST_VARIANCE / m;
        double frozen = room - referenceZ * Math.sqrt(LEAST_VARIANCE / m);
        double rows = Double.POSITIVE_INFINITY;
        if (jointly > 0) {
            rows = z * z * LEAST_VARIANCE / jointly;
        }
        double normal = frozen > 0 ? Math.min(rows, z * z * LEAST_VARIANCE / (frozen * frozen)) : rows;
        if (normal >= FEW && m >= FEW) {
            return normal;
        }
        double left = room * room / hoeffding - 1 / m;
        double bounded = left > 0 ? 1 / left : Double.POSITIVE_INFINITY;
        return Math.max(normal, m < FEW ? bounded : Math.min(FEW, bounded));
    }
}
