package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.Dispersion;

/** Judges the number of rows of a window against what windows of that length have in the reference. */
public final class VolumeComparison {
    private static final int STEPS = 60;

    private VolumeComparison() {}

    /**
     * Rows over the reference's mean: Poisson counts with overdispersion φ, both divided by φ, tested with the conditional binomial; the mean's own error
     * counts with the number of windows it was taken from. BAD where the ratio is certainly under or over the band; no rows at all are BAD once
     * the mean is large enough.
     *
     * @param rows of the window, ≥ 0
     * @param meanRows mean rows of the reference at the same scale, ≥ 0
     * @param dispersion φ; its number of windows is that of the mean; with 0 windows the mean counts as exact
     * @param scale base windows that were summed
     * @return estimate.n and .m are effective rows; minimumN the mean from which an empty window would be BAD
     */
    public static Judged judge(
            long rows, double meanRows, Dispersion dispersion, int scale, Tolerances tolerances, Levels levels) {
        Tolerances.VolumeBand band = tolerances.volume();
        double phi = dispersion.at(scale);
        double exposure = dispersion.windows() == 0 ? 1e9 : Math.max(1, (double) dispersion.windows() / scale);
        double level = levels.alpha() / 2;
        double x = rows / phi;
        double mean = meanRows / phi;
        double low = lowestRatio(x, mean, exposure, level);
        double high = highestRatio(x, mean, exposure, level);
        double ratio = meanRows == 0 ? 1 : rows / meanRows;
        double minimum = minimumMean(exposure, band.lowest(), level);
        return new Judged(
                Measure.VOLUME,
                "",
                new Estimate(ratio, Math.min(ratio, low), Math.max(ratio, high), x, mean * exposure),
                1,
                band.highest(),
                rows,
                rows,
                Verdicts.rawRows(minimum, phi),
                visible(mean, exposure, band.highest(), level),
                verdict(low, high, band, mean, minimum));
    }

    private static Verdict verdict(double low, double high, Tolerances.VolumeBand band, double mean, double minimum) {
        if (mean > 0 && (high < band.lowest() || low > band.highest())) {
            return Verdict.BAD;
        }
        return mean >= minimum ? Verdict.GOOD : Verdict.INSUFFICIENT;
    }

    /** The largest ratio that P(X ≥ x) &lt; level refutes; bisected on a logarithmic scale. */
    private static double lowestRatio(double x, double mean, double exposure, double level) {
        if (x <= 0 || mean <= 0) {
            return 0;
        }
        double y = mean * exposure;
        double low = Math.log(x / mean) - 40;
        double high = Math.log(x / mean);
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            double share = Math.exp(middle) / (Math.exp(middle) + exposure);
            if (Binomial.upperTail(x, x + y, share) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(low);
    }

    /** The smallest ratio that P(X ≤ x) &lt; level refutes. */
    private static double highestRatio(double x, double mean, double exposure, double level) {
        if (mean <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double y = mean * exposure;
        double low = Math.log(Math.max(x, 0.01) / mean);
        double high = low + 40;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            double share = Math.exp(middle) / (Math.exp(middle) + exposure);
            if (Binomial.upperTail(y, x + y, 1 - share) < level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.exp(high);
    }

    /** Mean rows from which none at all is refuted: (1 − share)^y &lt; level at the band's lower end. */
    private static double minimumMean(double exposure, double lowest, double level) {
        return Math.log(level) / (exposure * Math.log1p(-lowest / (lowest + exposure)));
    }

    /** The ratio above 1 that shows: the square root of counts has a variance of about ¼. */
    private static double visible(double mean, double exposure, double highest, double level) {
        double z = Binomial.normalQuantile(level);
        return mean <= 0
                ? Double.POSITIVE_INFINITY
                : Math.pow(Math.sqrt(highest) + z / 2 * Math.sqrt(1 / mean + highest / (mean * exposure)), 2);
    }
}
