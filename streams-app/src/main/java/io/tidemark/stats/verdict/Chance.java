package io.tidemark.stats.verdict;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Whether what was counted may have come by chance. */
public final class Chance {
    private static final double ONE_IN_FIVE = 0.2;

    private Chance() {}

    /**
     * P(X ≥ bad) for X binomial of {@code total} rows, each bad with probability {@code share}: 1 − I₁₋ₚ(n − k + 1, k), exact.
     *
     * <p>1 where {@code bad} is 0 or the share is 1; 0 where {@code bad} exceeds {@code total} or the share is 0. O(1).
     *
     * @param bad rows counted, ≥ 0
     * @param total all rows, ≥ 0
     * @param share probability of one to be bad, in [0, 1]
     * @return in [0, 1]
     */
    public static double ofAsManyBad(long bad, long total, double share) {
        return Binomial.upperTail(bad, total, share);
    }

    /**
     * A share that is rather too small than too large: Clopper and Pearson's lower limit, one-sided at four to one. O(1).
     *
     * @param bad rows counted, in [0, total]; may be a fraction
     * @param total all rows, ≥ 0
     * @return in [0, 1]; 0 where none is bad
     */
    public static double leastShare(double bad, double total) {
        return bad <= 0 ? 0 : BetaDistribution.of(bad, total - bad + 1).inverseCumulativeProbability(ONE_IN_FIVE);
    }
}
