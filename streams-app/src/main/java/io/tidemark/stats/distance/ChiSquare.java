package io.tidemark.stats.distance;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's χ² of the 2 × K table of two samples: Σ over sides and cells of (observed − expected)²/expected, expected = row total × column
 * total / total (Pearson, Phil. Mag. 50, 1900, doi:10.1080/14786440009463897). No correction for continuity; cells that are empty on both
 * sides are left out.
 *
 * @param statistic χ², ≥ 0; 0 where a side is empty
 * @param degrees of freedom: cells that are not empty, less 1; ≥ 0
 * @param probability of so large a statistic or a larger one if nothing changed, in [0, 1]; 1 with 0 degrees. The limit law: with expected
 *     counts
 *     under about 5 it is too sure
 */
public record ChiSquare(double statistic, int degrees, double probability) {
    /**
     * The measures {@code chi2} and {@code chi2_p}. O(cells).
     *
     * @param window counts, ≥ 0 (unchecked); divided by φ where rows hang together, else the probability is too sure
     * @param reference counts on the same cells
     * @throws IllegalArgumentException if the lengths differ
     */
    public static ChiSquare of(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window);
        double m = Cells.total(reference);
        double sum = 0;
        int cells = 0;
        for (int cell = 0; cell < window.length && n > 0 && m > 0; cell++) {
            double both = window[cell] + reference[cell];
            if (both > 0) {
                double apart = window[cell] * m - reference[cell] * n;
                sum += apart * apart / both / (n * m);
                cells++;
            }
        }
        int degrees = Math.max(0, cells - 1);
        double probability =
                degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(sum);
        return new ChiSquare(degrees == 0 ? 0 : sum, degrees, probability);
    }
}
