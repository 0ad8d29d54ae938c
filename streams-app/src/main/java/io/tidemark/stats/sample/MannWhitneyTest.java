package io.tidemark.stats.sample;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Mann–Whitney test: U = pairs in which the reference is above, ties counted half (Ann. Math. Stat. 18, 1947,
 * doi:10.1214/aoms/1177730491).
 */
final class MannWhitneyTest {
    /** Most n·m of an exact probability. */
    static final long MOST_PAIRS = 3_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final Pooled pooled;
    private final double n;
    private final double m;
    private final long doubleU;
    private final double ties;

    /** The test of two samples, neither empty (unchecked). O(n + m). */
    MannWhitneyTest(Pooled pooled) {
        this.pooled = pooled;
        this.n = pooled.n();
        this.m = pooled.m();
        long below = 0;
        long twice = 0;
        double cubes = 0;
        for (int k = 0; k < pooled.size(); k++) {
            twice += pooled.reference(k) * (2 * below + pooled.current(k));
            below += pooled.current(k);
            double tied = pooled.both(k);
            cubes += tied * (tied * tied - 1);
        }
        this.doubleU = twice;
        this.ties = cubes;
    }

    /** Group {@code mannwhitneyu}. */
    Statistics list() {
        return new Statistics("mannwhitneyu")
                .add("U_reference", doubleU / 2.0, Statistic.COUNT)
                .add("pvalue_asymptotic_continuity", asymptotic(0.5), Statistic.PROBABILITY)
                .add("pvalue_asymptotic_no_continuity", asymptotic(0), Statistic.PROBABILITY)
                .add("pvalue_exact", exact(), Statistic.PROBABILITY);
    }

    /** Two-sided, from the normal law with the tie-corrected variance; NaN for 0/0: all values equal and no continuity correction. */
    private double asymptotic(double continuity) {
        double all = n + m;
        double deviation = Math.sqrt(n * m / 12 * (all + 1 - ties / (all * (all - 1))));
        double larger = Math.max(doubleU / 2.0, n * m - doubleU / 2.0);
        double z = (larger - n * m / 2 - continuity) / (pooled.isConstant() ? 0 : deviation);
        return Double.isNaN(z) ? z : Math.min(1, 2 * NORMAL.survivalProbability(z));
    }

    /** Two-sided: twice P(U ≥ the larger U), capped at 1; NaN with ties, or beyond {@value #MOST_PAIRS} pairs. O((nm)²/max(n, m)). */
    private double exact() {
        long pairs = (long) pooled.n() * pooled.m();
        if (pooled.hasTies() || pairs > MOST_PAIRS) {
            return Double.NaN;
        }
        double[] law = law((int) Math.max(n, m), (int) Math.min(n, m));
        double sum = 0;
        for (int u = (int) pairs; u >= Math.max(doubleU / 2, pairs - doubleU / 2); u--) {
            sum += law[u];
        }
        return Math.min(1, 2 * sum);
    }

    /** P(U = u): the last of i + j values in order is one of the i with probability i/(i + j) and then lies above j others. */
    private static double[] law(int n, int m) {
        double[][] rows = new double[m + 1][n * m + 1];
        for (int i = 0; i <= n; i++) {
            rows[0][0] = 1;
            for (int j = 1; j <= m; j++) {
                advance(rows[j], rows[j - 1], i, j);
            }
        }
        return rows[m];
    }

    /** From the law of i − 1 and j, and that of i and j − 1, to that of i and j, in place. */
    private static void advance(double[] row, double[] fewerRight, int i, int j) {
        for (int u = row.length - 1; u >= 0; u--) {
            double left = u >= j ? i * row[u - j] : 0;
            row[u] = (left + j * fewerRight[u]) / (i + j);
        }
    }
}
