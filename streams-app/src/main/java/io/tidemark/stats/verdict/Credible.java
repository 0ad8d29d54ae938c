package io.tidemark.stats.verdict;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** What is believed of a share after some of a few draws were good: a Beta distribution, the conjugate one of a binomial. */
public final class Credible {
    private static final int STEPS = 30;

    private Credible() {}

    /**
     * Bounds of a share.
     *
     * @param lower in [0, 1]
     * @param upper in [lower, 1]
     */
    public record Interval(double lower, double upper) {}

    /**
     * The shortest interval with that probability. Where the density only rises, or only falls, it reaches to 1, or from 0: a share of which
     * nothing bad was seen may be 1. Where each share is as likely, the middle.
     *
     * @param alpha good draws, those known before included, > 0; this or {@code beta} ≥ 1
     * @param beta bad draws, likewise, > 0
     * @param level its probability, in (0, 1)
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static Interval shortest(double alpha, double beta, double level) {
        if (!(alpha >= 1 || beta >= 1) || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("an interval needs one draw or more, and a level in (0, 1): alpha="
                    + alpha + ", beta=" + beta + ", level=" + level);
        }
        BetaDistribution share = BetaDistribution.of(alpha, beta);
        double from = 0;
        double to = 1 - level;
        for (int i = 0; i < STEPS; i++) {
            double left = from + (to - from) / 3;
            double right = to - (to - from) / 3;
            double longer = width(share, left, level) - width(share, right, level);
            boolean isFlat = Math.abs(longer) < 1e-12;
            from = isFlat || longer > 0 ? left : from;
            to = isFlat || longer < 0 ? right : to;
        }
        double tail = from == 0 ? 0 : to == 1 - level ? 1 - level : (from + to) / 2;
        return new Interval(
                share.inverseCumulativeProbability(tail),
                share.inverseCumulativeProbability(Math.min(1, tail + level)));
    }

    private static double width(BetaDistribution share, double tail, double level) {
        return share.inverseCumulativeProbability(Math.min(1, tail + level)) - share.inverseCumulativeProbability(tail);
    }
}
