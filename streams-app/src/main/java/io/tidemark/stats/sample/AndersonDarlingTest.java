package io.tidemark.stats.sample;

/**
 * The k-sample Anderson–Darling test of two samples, normalised: (A² − 1)/σ (Scholz and Stephens, JASA 82, 1987,
 * doi:10.1080/01621459.1987.10478517), with mid-ranks (their A²ₐ) and with right-continuous distribution functions (their A²).
 */
final class AndersonDarlingTest {
    private static final double[] LEVELS = {0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};
    private static final double[] B0 = {0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085};
    private static final double[] B1 = {-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615};
    private static final double[] B2 = {-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154};

    private final Pooled pooled;
    private final double n;
    private final double m;
    private final double all;

    /** The test of two samples, neither empty (unchecked). */
    AndersonDarlingTest(Pooled pooled) {
        this.pooled = pooled;
        this.n = pooled.n();
        this.m = pooled.m();
        this.all = n + m;
    }

    /** Group {@code anderson_ksamp}; absent where all values are equal or there are fewer than four. */
    Statistics list() {
        Statistics list = new Statistics("anderson_ksamp");
        if (pooled.isConstant() || all < 4) {
            return list;
        }
        double sigma = Math.sqrt(variance());
        double midrank = (midrank() - 1) / sigma;
        return list.add("statistic_midrank", midrank, Statistic.NONE)
                .add("statistic_right", (right() - 1) / sigma, Statistic.NONE)
                .add("critical_values_25_10_5_2.5_1_0.5_0.1_percent", criticalValues(), Statistic.NONE)
                .add("pvalue_clipped_0.001_0.25", clipped(midrank), Statistic.PROBABILITY);
    }

    /** A² with mid-ranks. O(n + m). */
    private double midrank() {
        CompensatedSum sum = new CompensatedSum();
        double below = 0;
        double belowReference = 0;
        for (int k = 0; k < pooled.size(); k++) {
            double ties = pooled.both(k);
            double middle = below + ties / 2;
            double reference = belowReference + pooled.reference(k) / 2.0;
            double apart = all * reference - middle * n;
            sum.add(ties / all * apart * apart / (middle * (all - middle) - all * ties / 4));
            below += ties;
            belowReference += pooled.reference(k);
        }
        return sum.value() * (1 / n + 1 / m) * (all - 1) / all;
    }

    /** A² with distribution functions that jump at each value. O(n + m). */
    private double right() {
        CompensatedSum sum = new CompensatedSum();
        double below = 0;
        double reference = 0;
        for (int k = 0; k + 1 < pooled.size(); k++) {
            double ties = pooled.both(k);
            below += ties;
            reference += pooled.reference(k);
            double apart = all * reference - below * n;
            sum.add(ties / all * apart * apart / (below * (all - below)));
        }
        return sum.value() * (1 / n + 1 / m);
    }

    /** σ² of A² for k = 2, equation 4. O(n + m). */
    private double variance() {
        double harmonic = 0;
        double nested = 0;
        int rows = (int) all;
        for (int i = rows - 1; i >= 2; i--) {
            harmonic += 1.0 / i;
            nested += harmonic / (rows - i + 1);
        }
        double h = harmonic + 1;
        double g = nested;
        double inverse = 1 / n + 1 / m;
        double a = 4 * g - 6 + (10 - 6 * g) * inverse;
        double b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
        double c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
        double d = (2 * h + 6) * 4 - 8 * h;
        return (((a * all + b) * all + c) * all + d) / ((all - 1) * (all - 2) * (all - 3));
    }

    private static double[] criticalValues() {
        double[] critical = new double[LEVELS.length];
        for (int i = 0; i < critical.length; i++) {
            critical[i] = B0[i] + B1[i] + B2[i];
        }
        return critical;
    }

    /** A parabola through the logarithms of the tabulated levels, held to [0.001, 0.25]. */
    private static double clipped(double a) {
        double[] critical = criticalValues();
        if (a < critical[0]) {
            return LEVELS[0];
        }
        if (a > critical[critical.length - 1]) {
            return LEVELS[LEVELS.length - 1];
        }
        double[] logs = new double[LEVELS.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(LEVELS[i]);
        }
        return Math.exp(Parabola.fit(critical, logs).at(a));
    }
}
