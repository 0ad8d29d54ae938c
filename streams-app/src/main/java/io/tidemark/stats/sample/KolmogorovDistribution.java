package io.tidemark.stats.sample;

import io.tidemark.stats.distance.KolmogorovSmirnov;

/**
 * Upper tail of the one-sample Kolmogorov–Smirnov statistic D of n points: scipy's {@code kstwo.sf}, to ten digits.
 *
 * <p>Three exact formulas and one expansion, each where it is accurate (the plan of Simard and L'Ecuyer, J. Stat. Softw. 39(11), 2011,
 * doi:10.18637/jss.v039.i11):
 *
 * <ul>
 *   <li>n·D² ≥ 4 (n ≤ 140) or 2.2, or D ≥ ½: twice the one-sided tail, exact or wrong by less
 *       than a 3e-6th part of it (Miller, JASA 51, 1956, doi:10.2307/2280807);
 *   <li>n ≤ 140, or n·D^1.5 ≤ 1.4: the n-th power of a matrix (Durbin 1973; Marsaglia, Tsang and Wang, J. Stat. Softw. 8(18), 2003,
 *       doi:10.18637/jss.v008.i18);
 *   <li>else Pelz and Good's expansion (J. R. Stat. Soc. B 38, 1976), error at most 3e-6 at n = 141,
 *       6e-8 at 1,000, falling as 1/n² (seen against the matrix).
 * </ul>
 */
final class KolmogorovDistribution {
    private static final int SMALL = 140;

    private KolmogorovDistribution() {}

    /**
     * P(D ≥ d) for n points. O(n) at most.
     *
     * @param d in [0, 1]
     * @param n ≥ 0; NaN for 0
     */
    static double survival(double d, int n) {
        if (n == 0) {
            return Double.NaN;
        }
        double t = n * d;
        if (d >= 1) {
            return 0;
        }
        if (t <= 0.5) {
            return 1;
        }
        double square = t * d;
        if (d >= 0.5 || square >= (n <= SMALL ? 4 : 2.2)) {
            return Math.min(1, 2 * oneSided(d, n));
        }
        if (n <= SMALL || n * Math.pow(d, 1.5) <= 1.4) {
            return Math.max(0, Math.min(1, 1 - new DurbinMatrix(d, n).probability()));
        }
        return Math.max(0, Math.min(1, 1 - PelzGood.probability(d, n)));
    }

    /**
     * P(D⁺ ≥ d) = d·Σ C(n,j)·(d + j/n)^(j−1)·(1 − d − j/n)^(n−j) over 0 ≤ j ≤ n(1 − d) (Birnbaum and Tingey, Ann. Math. Stat. 22, 1951,
     * doi:10.1214/aoms/1177729550). All terms are positive, each a binomial probability over d + j/n.
     */
    private static double oneSided(double d, int n) {
        CompensatedSum sum = new CompensatedSum();
        for (int j = 0; j <= n; j++) {
            double p = d + (double) j / n;
            double q = 1 - d - (double) j / n;
            if (q < 0 || (q == 0 && j < n)) {
                break;
            }
            sum.add(BinomialTerm.probability(j, n, p, q) / p);
        }
        return d * sum.value();
    }

    /** Kolmogorov's limit law at d·√(nm/(n + m)); see {@link KolmogorovSmirnov#limitProbability}. */
    static double limit(double d, int n, int m) {
        return KolmogorovSmirnov.limitProbability(d, n, m);
    }
}
