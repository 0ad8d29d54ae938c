package io.tidemark.stats.sample;

import io.tidemark.stats.distance.Cells;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Tests that two vectors of category counts come from the same shares: Pearson's χ² (Philos. Mag. 50, 1900, doi:10.1080/14786440009463897), the
 * likelihood ratio G, Yates' correction and Fisher's exact test for two categories, Cramér's V, and the fit of the current counts to the
 * reference's shares.
 */
final class ContingencyTests {
    private final double[] reference;
    private final double[] current;
    private final double n;
    private final double m;

    /** The counts of the same categories; categories without rows on either side left out, no side empty (unchecked). */
    ContingencyTests(double[] reference, double[] current) {
        this.reference = reference;
        this.current = current;
        this.n = Cells.total(reference);
        this.m = Cells.total(current);
    }

    /** Group {@code chi2_g_test}; one category gives 0 with probability 1. */
    Statistics list() {
        int dof = reference.length - 1;
        double chi2 = pearson(0);
        double g = likelihoodRatio();
        Statistics list = new Statistics("chi2_g_test")
                .add("dof", dof, Statistic.COUNT)
                .add("chi2", chi2, Statistic.NONE)
                .add("chi2_p", tail(chi2, dof), Statistic.PROBABILITY)
                .add("g", g, Statistic.NONE)
                .add("g_p", tail(g, dof), Statistic.PROBABILITY);
        if (dof > 0) {
            list.add("cramers_v", Math.min(1, Math.sqrt(chi2 / (n + m))), Statistic.NONE);
        }
        if (dof == 1) {
            double yates = pearson(0.5);
            list.add("chi2_yates", yates, Statistic.NONE)
                    .add("chi2_yates_p", tail(yates, dof), Statistic.PROBABILITY)
                    .add("fisher_exact_p", FisherExact.probability(reference, current), Statistic.PROBABILITY);
        }
        return list.addAll(fit(dof));
    }

    private Statistics fit(int dof) {
        double chi2 = dof == 0 ? Double.NaN : goodnessOfFit();
        return new Statistics("chi2_g_test")
                .add("goodness_of_fit_chi2", chi2, Statistic.NONE)
                .add("goodness_of_fit_p", Double.isNaN(chi2) ? chi2 : tail(chi2, dof), Statistic.PROBABILITY);
    }

    private static double tail(double chi2, int dof) {
        return dof == 0 ? 1 : ChiSquaredDistribution.of(dof).survivalProbability(chi2);
    }

    /** Σ (o − e)²/e, the differences made smaller by up to the correction. In the form n·m/(cᵢ)·(p − q)², which loses no digits at large counts. */
    private double pearson(double correction) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < reference.length; i++) {
            double both = reference[i] + current[i];
            double apart = Math.abs(reference[i] * m - current[i] * n) / (n + m);
            double held = apart - Math.min(correction, apart);
            sum.add(held * held / both * (n + m) * (1 / n + 1 / m));
        }
        return sum.value();
    }

    /** 2·Σ o·ln(o/e), ≥ 0. */
    private double likelihoodRatio() {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < reference.length; i++) {
            double share = (reference[i] + current[i]) / (n + m);
            sum.add(term(reference[i], n * share)).add(term(current[i], m * share));
        }
        return Math.max(0, 2 * sum.value());
    }

    /** o·ln(o/e) − (o − e): what is taken off sums to 0, and what is left has no digits to lose where o is near e. */
    private static double term(double observed, double expected) {
        double apart = observed - expected;
        return observed == 0 ? expected : observed * Math.log1p(apart / expected) - apart;
    }

    /** Σ (o − e)²/e with e the reference's share of m; NaN where the reference has not all categories. */
    private double goodnessOfFit() {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < reference.length; i++) {
            double expected = reference[i] / n * m;
            double apart = current[i] - expected;
            sum.add(apart * apart / expected);
        }
        return Double.isInfinite(sum.value()) ? Double.NaN : sum.value();
    }
}
