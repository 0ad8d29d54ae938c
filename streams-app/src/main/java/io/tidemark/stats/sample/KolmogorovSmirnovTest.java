package io.tidemark.stats.sample;

/**
 * The two-sample Kolmogorov–Smirnov test: D = max |F − G| over all values, ties stepped over together.
 *
 * <p>Three probabilities, for tools print different ones: exact by counting paths, Kolmogorov's limit, and scipy's "asymp": the one-sample law
 * of round(nm/(n + m)) points, half to even (Hodges, Ark. Mat. 3, 1958, doi:10.1007/BF02589501, on the exact one).
 */
public final class KolmogorovSmirnovTest {
    /** Most steps n·m of an exact probability. */
    static final long MOST_STEPS = 25_000_000;

    private final int n;
    private final int m;
    private final long difference;

    private KolmogorovSmirnovTest(int n, int m, long difference) {
        this.n = n;
        this.m = m;
        this.difference = difference;
    }

    /**
     * The test of two samples. O(n + m).
     *
     * @throws IllegalArgumentException if one is empty
     */
    public static KolmogorovSmirnovTest of(Sample reference, Sample current) {
        return of(Pooled.of(reference, current).requireBoth());
    }

    static KolmogorovSmirnovTest of(Pooled pooled) {
        long apart = 0;
        long largest = 0;
        for (int k = 0; k < pooled.size(); k++) {
            apart += (long) pooled.reference(k) * pooled.m() - (long) pooled.current(k) * pooled.n();
            largest = Math.max(largest, Math.abs(apart));
        }
        return new KolmogorovSmirnovTest(pooled.n(), pooled.m(), largest);
    }

    /** Group {@code ks_2samp}. */
    Statistics list() {
        return new Statistics("ks_2samp")
                .add("statistic", statistic(), Statistic.SHARE)
                .add("pvalue_asymp_scipy", finite(), Statistic.PROBABILITY)
                .add("pvalue_kolmogorov_limit", limit(), Statistic.PROBABILITY)
                .add("pvalue_exact", exact(), Statistic.PROBABILITY);
    }

    /** D in [0, 1], exact: a whole number over n·m. */
    public double statistic() {
        return difference / ((double) n * m);
    }

    /** P(D ≥ d) of round(nm/(n + m)) points; NaN where that is 0. */
    public double finite() {
        return KolmogorovDistribution.survival(statistic(), (int) Math.rint((double) n * m / ((double) n + m)));
    }

    /** Kolmogorov's limit law at D·√(nm/(n + m)), in [0, 1]. */
    public double limit() {
        return KolmogorovDistribution.limit(statistic(), n, m);
    }

    /**
     * P(D ≥ d) if all n + m values differed: the chance that a random path from (0, 0) to (n, m) comes as far from the diagonal.
     * Only positive terms are added, so that it is right however small; 0 below 4.9e-324. O(n·m).
     *
     * @return NaN where n·m is beyond {@value #MOST_STEPS}
     */
    public double exact() {
        if ((long) n * m > MOST_STEPS) {
            return Double.NaN;
        }
        if (difference == 0) {
            return 1;
        }
        double[] touched = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                touched[j] = isFar(i, j) ? 1 : step(touched, i, j);
            }
        }
        return Math.min(1, touched[m]);
    }

    private boolean isFar(int i, int j) {
        return Math.abs((long) i * m - (long) j * n) >= difference;
    }

    /** The last step to (i, j) came from (i − 1, j) with probability i/(i + j). */
    private static double step(double[] touched, int i, int j) {
        if (i + j == 0) {
            return 0;
        }
        double left = j == 0 ? 0 : touched[j - 1] * j;
        return (touched[j] * i + left) / (i + j);
    }
}
