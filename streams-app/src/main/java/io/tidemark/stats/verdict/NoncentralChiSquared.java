package io.tidemark.stats.verdict;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Upper tail of the non-central χ² law: the Poisson mixture Σ Pois(j; λ/2)·Q(k/2 + j, x/2).
 *
 * <p>Summed upwards only, from far below the Poisson mean, with Q(a+1, y) = Q(a, y) + yᵃe⁻ʸ/Γ(a+1): every term is added, none subtracted, so
 * that small tails keep their digits. Cost: about 25·√(λ/2) terms.
 */
final class NoncentralChiSquared {
    private NoncentralChiSquared() {}

    /**
     * P(χ²(k, λ) ≥ x).
     *
     * @param x ≥ 0
     * @param k degrees of freedom, &gt; 0
     * @param lambda non-centrality, ≥ 0
     * @return in [0, 1]; relative error about 1e-9 while above 1e-200
     */
    static double upperTail(double x, double k, double lambda) {
        if (x <= 0) {
            return 1;
        }
        double mean = lambda / 2;
        double y = x / 2;
        if (mean == 0) {
            return GammaDistribution.of(k / 2, 1).survivalProbability(y);
        }
        int first = (int) Math.max(0, mean - 9 * Math.sqrt(mean) - 9);
        double shape = k / 2 + first;
        double weight = PoissonDistribution.of(mean).probability(first);
        double tail = GammaDistribution.of(shape, 1).survivalProbability(y);
        double step = GammaDistribution.of(shape + 1, 1).density(y);
        double sum = 0;
        for (int j = first; ; j++) {
            sum += weight * tail;
            tail += step;
            step *= y / (shape + (j - first) + 1);
            weight *= mean / (j + 1);
            if (j > mean && weight < 1e-12 * sum && j > mean + 12 * Math.sqrt(mean)) {
                return Math.min(1, sum);
            }
            if (j > mean + 40 * Math.sqrt(mean) + 200) {
                return Math.min(1, sum);
            }
        }
    }
}
