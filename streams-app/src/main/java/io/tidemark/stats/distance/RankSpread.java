package io.tidemark.stats.distance;

/**
 * Mean of t = 2·|2F − 1| − 1 in the window minus in the reference: how far the window moved outwards; see {@link RankScores}.
 *
 * <p>Error bound: that of the raw values is at most 2·Σ p·q + 2·max q² away, over the cells of more than one value, p and q their shares. A row's
 * t is off by at most twice its cell's q; in the reference this evens out but for the one cell around the middle.
 */
public final class RankSpread {
    private RankSpread() {}

    /**
     * The spread; 0.14 is about a normal column scaled by 1.25. O(cells).
     *
     * @param window counts or masses, ≥ 0 (unchecked), in ascending cell order
     * @param reference the same cells
     * @return in [−1, 1] after capping (two means in [−1, 1] differ by at most 2), &gt; 0 where the window is wider; 0 where a side is empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        if (Cells.total(window) == 0 || Cells.total(reference) == 0) {
            return 0;
        }
        double[] scores = RankScores.spreads(RankScores.locations(reference));
        double difference = RankScores.Moments.of(window, scores).mean()
                - RankScores.Moments.of(reference, scores).mean();
        return Math.max(-1, Math.min(1, difference));
    }
}
