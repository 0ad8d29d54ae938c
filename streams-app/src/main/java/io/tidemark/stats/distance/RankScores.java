package io.tidemark.stats.distance;

/**
 * Scores that turn any column into a bounded one, so that a test of means is safe whatever its tails.
 *
 * <p>F is the reference's mid-rank of a cell: the mass below it plus half its own, in (0, 1). The location score is s = 2F − 1, the
 * spread score t = 2·|2F − 1| − 1, both in [−1, 1]; both have variance 1/3 for a continuous column. On raw values: Conover,
 * Practical Nonparametric Statistics, on ranks and on the ranks of the distances from the middle.
 */
public final class RankScores {
    private RankScores() {}

    /**
     * s of each cell, ascending.
     *
     * @param reference counts or masses, ≥ 0 (unchecked)
     * @return in [−1, 1]; all 0 where the reference is empty
     */
    public static double[] locations(double[] reference) {
        double total = Cells.total(reference);
        double[] scores = new double[reference.length];
        double below = 0;
        for (int cell = 0; cell < scores.length && total > 0; cell++) {
            scores[cell] = 2 * (below + reference[cell] / 2) / total - 1;
            below += reference[cell];
        }
        return scores;
    }

    /** t = 2·|s| − 1 of each cell, in [−1, 1]. */
    public static double[] spreads(double[] locations) {
        double[] scores = new double[locations.length];
        for (int cell = 0; cell < scores.length; cell++) {
            scores[cell] = 2 * Math.abs(locations[cell]) - 1;
        }
        return scores;
    }

    /**
     * Mean, variance and third central moment of a score.
     *
     * @param mean in [−1, 1]
     * @param variance Σ cᵢ·(sᵢ − mean)²/n, in [0, 1]
     * @param third Σ cᵢ·(sᵢ − mean)³/n
     */
    public record Moments(double mean, double variance, double third) {
        /** Moments of the scores under these counts; all 0 where there are none. */
        public static Moments of(double[] counts, double[] scores) {
            double total = Cells.total(counts);
            if (total == 0) {
                return new Moments(0, 0, 0);
            }
            double mean = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                mean += counts[cell] / total * scores[cell];
            }
            double variance = 0;
            double third = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                double apart = scores[cell] - mean;
                double square = counts[cell] / total * apart * apart;
                variance += square;
                third += square * apart;
            }
            return new Moments(mean, variance, third);
        }
    }
}
