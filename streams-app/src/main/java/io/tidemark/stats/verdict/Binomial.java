package io.tidemark.stats.verdict;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tails and limits of a binomial share, exact or on the safe side, and cheap enough for every value of every column.
 *
 * <p>The cheap form is the signed root of the likelihood ratio C(k) = Φ(sign(k/n − p)·√(2n·KL(k/n‖p))), for which
 * C(k) ≤ P(X ≤ k) ≤ C(k + 1) holds for every n and p: Zubkov and Serov, Theory Probab. Appl. 57 (2013), doi:10.1137/S0040585X97986138.
 * Counts may be fractions (counts divided by φ); the tails are then continued by the incomplete beta function.
 */
public final class Binomial {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final int STEPS = 60;

    private Binomial() {}

    /**
     * An interval for a share.
     *
     * @param lower in [0, 1]
     * @param upper in [lower, 1]
     */
    public record Interval(double lower, double upper) {}

    /** z with P(Z &gt; z) = level; level in (0, 1). */
    static double normalQuantile(double level) {
        return -STANDARD.inverseCumulativeProbability(level);
    }

    /** KL(a‖b) = a·ln(a/b) + (1−a)·ln((1−a)/(1−b)) in nats; +∞ where b excludes a. */
    static double divergence(double a, double b) {
        double first = a <= 0 ? 0 : a * Math.log(a / b);
        double second = a >= 1 ? 0 : (1 - a) * Math.log((1 - a) / (1 - b));
        return Math.max(0, first + second);
    }

    /** P(X ≥ x) for X binomial of n and p; x may be a fraction. 1 where x ≤ 0. */
    static double upperTail(double x, double n, double p) {
        if (x <= 0 || p >= 1) {
            return 1;
        }
        return x > n || p <= 0 ? 0 : BetaDistribution.of(x, n - x + 1).cumulativeProbability(p);
    }

    /** Whether P(X ≥ x) &lt; level, with z the level's normal quantile; the exact tail is computed only where the cheap ones leave it open. */
    static boolean isUpperTailBelow(double x, double n, double p, double level, double z) {
        if (x <= n * p || signedRoot(x, n, p) <= z) {
            return false;
        }
        return signedRoot(x - 1, n, p) > z || upperTail(x, n, p) < level;
    }

    private static double signedRoot(double x, double n, double p) {
        double share = Math.max(0, Math.min(1, x / n));
        return share <= p ? 0 : Math.sqrt(2 * n * divergence(share, p));
    }

    /**
     * Upper confidence limit of a share, one-sided at the level of z: at most a little above Clopper–Pearson's, never below. O(1).
     *
     * @return in [0, 1]; 1 where n = 0
     */
    static double upperLimit(double x, double n, double z) {
        return n <= 0 || x >= n ? 1 : limitAbove(Math.min(1, (x + 1) / n), z * z / 2 / n);
    }

    /** Lower confidence limit of a share, one-sided at the level of z; never above Clopper–Pearson's. 0 where n = 0. */
    static double lowerLimit(double x, double n, double z) {
        return n <= 0 ? 0 : 1 - upperLimit(n - x, n, z);
    }

    /**
     * The b &gt; a with KL(a‖b) = c, by Newton's method from the right, where the convex function is above c: from the least of three upper bounds. The
     * third holds because KL(a‖b) ≥ p·ln(p/q) − p + q, p = 1 − a, q = 1 − b; near 1 the others are 1.
     */
    private static double limitAbove(double a, double c) {
        if (a >= 1) {
            return 1;
        }
        double p = 1 - a;
        double b = Math.min(a + c + Math.sqrt(c * c + 2 * a * c), -Math.expm1(-(c + Math.log(2)) / p));
        b = Math.min(b, 1 - p * Math.exp(-1 - c / p));
        for (int step = 0; step < STEPS && b < 1; step++) {
            double next = b - (divergence(a, b) - c) * b * (1 - b) / (b - a);
            if (!(next < b - 1e-12 * b)) {
                break;
            }
            b = Math.max(a, next);
        }
        return Math.min(1, b);
    }

    /** The smallest share a &gt; b that n rows tell from b at the level of z: KL(a − 1/n‖b) = z²/2n, capped at 1. */
    static double visibleAbove(double b, double n, double z) {
        double c = z * z / 2 / n;
        if (b <= 0) {
            return Math.min(1, 1 / n);
        }
        if (b >= 1 || -Math.log(b) <= c) {
            return 1;
        }
        double a = Math.min(1 - 1e-12, b + c / 3 + Math.sqrt(c * c / 9 + 2 * b * (1 - b) * c));
        for (int step = 0; step < STEPS; step++) {
            double next = a - (divergence(a, b) - c) / Math.log(a * (1 - b) / (b * (1 - a)));
            if (!(next < a - 1e-12)) {
                break;
            }
            a = Math.max(b, next);
        }
        return Math.min(1, a + 1 / n);
    }

    /**
     * Clopper–Pearson's exact interval for a share (Biometrika 26, 1934, doi:10.1093/biomet/26.4.404). For SLOs and reports; about 100 µs.
     *
     * @param successes in [0, rows]; may be a fraction
     * @param rows ≥ 0; 0 gives [0, 1]
     * @param confidence two-sided, in (0, 1)
     */
    public static Interval clopperPearson(double successes, double rows, double confidence) {
        double level = (1 - confidence) / 2;
        if (rows <= 0) {
            return new Interval(0, 1);
        }
        return new Interval(
                1 - exactUpperLimit(rows - successes, rows, level), exactUpperLimit(successes, rows, level));
    }

    /**
     * An interval for the mean of independent values in [0, 1], whatever their law: KL(mean‖μ) ≤ ln(1/level)/n on either side (Hoeffding, JASA 58, 1963,
     * doi:10.1080/01621459.1963.10500830, theorem 1). It holds at least its confidence.
     *
     * @param mean in [0, 1]
     * @param rows how many, ≥ 0; 0 gives [0, 1]
     * @param confidence two-sided, in (0, 1)
     */
    public static Interval boundedMean(double mean, double rows, double confidence) {
        if (rows <= 0) {
            return new Interval(0, 1);
        }
        double reach = -Math.log((1 - confidence) / 2) / rows;
        return new Interval(1 - limitAbove(1 - mean, reach), limitAbove(mean, reach));
    }

    /** The p with P(X ≤ x) = level, bisected between x/n and the cheap limit. */
    private static double exactUpperLimit(double x, double n, double level) {
        if (x >= n) {
            return 1;
        }
        double low = x / n;
        double high = upperLimit(x, n, normalQuantile(level));
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (BetaDistribution.of(x + 1, n - x).survivalProbability(middle) > level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
