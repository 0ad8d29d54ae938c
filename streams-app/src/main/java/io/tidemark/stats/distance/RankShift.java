package io.tidemark.stats.distance;

/**
 * Mean of s = 2F − 1 in the window minus in the reference: P(window above reference) − P(below); see {@link RankScores}.
 *
 * <p>Error bound: that of the raw values is at most Σ p·q away, over the cells of more than one value, p and q their shares: the chance that a
 * row of each side share a cell and so count as equal. At most the largest such q, about 1.5 % on 64 cells; seen far less.
 */
public final class RankShift {
    private RankShift() {}

    /**
     * The shift; 0.056 is about 0.1 standard deviations of a normal column, 0.14 about 0.25. O(cells).
     *
     * @param window counts or masses, ≥ 0 (unchecked), in ascending cell order
     * @param reference the same cells
     * @return in [−1, 1], &gt; 0 where the window is higher; 0 where a side is empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        if (Cells.total(window) == 0) {
            return 0;
        }
        double[] scores = RankScores.locations(reference);
        return RankScores.Moments.of(window, scores).mean()
                - RankScores.Moments.of(reference, scores).mean();
    }
}
