package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.Dispersion;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Judges the number of rows of a window against the median of earlier windows, with a spread that outliers among them do not move.
 *
 * <p>φ comes from the median absolute deviation: r = (n − median)/√median over the windows given and, where the windows repeat by a cycle, over
 * their neighbours each about its own median, all times √(k/(k−1)); s = 1.4826·median|r|; φ = max(1, s²·d/χ²(.05, d)), an upper limit of
 * s², with d = 0.37·Σ(k−1), 0.37 being the efficiency of the median absolute deviation (Rousseeuw and Croux, J. Am. Stat. Assoc. 88, 1993,
 * doi:10.1080/01621459.1993.10476408). Simulated (α = 10⁻³, 4 cycles, means 50 to 50,000, φ 1 and 10): 0.0 to 0.9 of the level at the band's edges; where half of the cycles are
 * out of order themselves the median is too. The median counts as the mean of 2k/π windows. Then as {@link VolumeComparison}.
 */
public final class MedianVolume {
    /** Fewest windows, or cycles, before the median says anything. */
    public static final int FEWEST = 3;

    private static final double NORMAL = 1.4826;
    private static final double EFFICIENCY = 0.37;
    private static final double LEVEL = 0.05;

    private MedianVolume() {}

    /**
     * Rows over the median of the windows before.
     *
     * @param rows of the window, ≥ 0
     * @param before rows of the earlier windows to compare with, then of their neighbours, one array for each phase of the cycle; never empty
     * @return INSUFFICIENT with fewer than {@value #FEWEST} windows to compare with; BAD where the ratio is certainly under or over the band
     */
    public static Judged judge(long rows, long[][] before, Tolerances tolerances, Levels levels) {
        long[] own = before[0];
        double median = median(Arrays.stream(own).asDoubleStream().toArray());
        if (own.length < FEWEST) {
            double ratio = median == 0 ? 1 : rows / median;
            Estimate unknown = new Estimate(ratio, 0, Double.MAX_VALUE, rows, 0);
            double highest = tolerances.volume().highest();
            return new Judged(
                    Measure.VOLUME, "", unknown, 1, highest, rows, rows, 0, Double.MAX_VALUE, Verdict.INSUFFICIENT);
        }
        double[] phi = new double[Dispersion.SCALES];
        Arrays.fill(phi, phi(before));
        Dispersion dispersion = new Dispersion((int) Math.max(1, Math.floor(2 * own.length / Math.PI)), phi);
        return VolumeComparison.judge(rows, median, dispersion, 1, tolerances, levels);
    }

    /** φ of these windows, ≥ 1; 1 where none repeats. */
    public static double phi(long[][] before) {
        double[] residuals =
                new double[Arrays.stream(before).mapToInt(phase -> phase.length).sum()];
        int size = 0;
        int degrees = 0;
        for (long[] phase : before) {
            int count = phase.length;
            double median = median(Arrays.stream(phase).asDoubleStream().toArray());
            double shrunk = count < 2 ? 0 : Math.sqrt(count / (count - 1.0));
            for (int i = 0; i < count && count > 1; i++) {
                residuals[size++] = shrunk * Math.abs(phase[i] - median) / Math.sqrt(Math.max(1, median));
            }
            degrees += Math.max(0, count - 1);
        }
        if (degrees == 0) {
            return 1;
        }
        double spread = NORMAL * median(Arrays.copyOf(residuals, size));
        double effective = Math.max(1, EFFICIENCY * degrees);
        double quantile = ChiSquaredDistribution.of(effective).inverseCumulativeProbability(LEVEL);
        return Math.max(1, spread * spread * effective / quantile);
    }

    /** The middle value, or the mean of the two; 0 of none. */
    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
