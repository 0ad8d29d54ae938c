package io.tidemark.stats.sample;

/**
 * The two-sample Cramér–von Mises test: T = U/(nm(n + m)) − (4nm − 1)/(6(n + m)), U = n·Σ(rᵢ − i)² + m·Σ(sⱼ − j)², rᵢ and sⱼ the pooled
 * mid-ranks of the two sorted samples (Anderson, Ann. Math. Stat. 33, 1962, doi:10.1214/aoms/1177704477).
 */
final class CramerVonMisesTest {
    /** Most n·m of an exact probability. */
    static final long MOST_STEPS = 2_000;

    /** Below this standardised T the probability is 1 to all digits. */
    private static final double NOTHING = 0.003;

    private final Pooled pooled;
    private final double n;
    private final double m;

    /** The test of two samples, neither empty (unchecked). */
    CramerVonMisesTest(Pooled pooled) {
        this.pooled = pooled;
        this.n = pooled.n();
        this.m = pooled.m();
    }

    /** Group {@code cramervonmises_2samp}; absent where both sides have one row. */
    Statistics list() {
        Statistics list = new Statistics("cramervonmises_2samp");
        if (pooled.n() < 2 || pooled.m() < 2) {
            return list;
        }
        double t = statistic();
        double standard = standardised(t);
        return list.add("statistic_T", t, Statistic.NONE)
                .add("pvalue_asymptotic", asymptotic(standard), Statistic.PROBABILITY)
                .add("pvalue_limit", standard < NOTHING ? 1 : CramerVonMisesLaw.tail(standard), Statistic.PROBABILITY)
                .add("pvalue_exact", exact(), Statistic.PROBABILITY);
    }

    /** T, ≥ 0 but for ties, which may put it a little below. O(n + m). */
    double statistic() {
        CompensatedSum left = new CompensatedSum();
        CompensatedSum right = new CompensatedSum();
        long i = 0;
        long j = 0;
        for (int k = 0; k < pooled.size(); k++) {
            int a = pooled.reference(k);
            int b = pooled.current(k);
            double middle = (double) (i + j) + (a + b + 1.0) / 2;
            left.add(squares(a, middle - i));
            right.add(squares(b, middle - j));
            i += a;
            j += b;
        }
        double u = n * left.value() + m * right.value();
        return u / (n * m) / (n + m) - (4 * n * m - 1) / (6 * (n + m));
    }

    /** Σ (gap − l)² over l = 1 … count. */
    private static double squares(long count, double gap) {
        double mean = gap - (count + 1) / 2.0;
        return count * mean * mean + count * ((double) count * count - 1) / 12;
    }

    /** T shifted and scaled so that mean and variance are those of the limiting law. */
    private double standardised(double t) {
        double all = n + m;
        double mean = (1 + 1 / all) / 6;
        double variance =
                (all + 1) * (4 * n * m * all - 3 * (n * n + m * m) - 2 * n * m) / (45 * all * all * 4 * n * m);
        return 1 / 6.0 + (t - mean) / Math.sqrt(45 * variance);
    }

    /**
     * The limiting law's tail by the series that stops at a term below 1e-7, which is what scipy prints: up to 3e-7 too large where T is
     * large. {@code pvalue_limit} is the same law to all digits.
     */
    private static double asymptotic(double standard) {
        return standard < NOTHING ? 1 : Math.max(0, 1 - CramerVonMisesLaw.shortSeries(standard));
    }

    /** The exact probability of paths; NaN with ties, or beyond {@value #MOST_STEPS} steps. */
    private double exact() {
        boolean isCheap = (long) pooled.n() * pooled.m() <= MOST_STEPS;
        return pooled.hasTies() || !isCheap ? Double.NaN : new CramerVonMisesPaths(pooled).probability();
    }
}
