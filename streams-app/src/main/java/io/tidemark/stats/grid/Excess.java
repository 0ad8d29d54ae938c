package io.tidemark.stats.grid;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * From a measured ratio of variances to φ: the excess that chance does not explain, stated carefully.
 *
 * <h2>The rule</h2>
 *
 * <p>Over T windows with independent rows, f·(T−1) has about a χ² distribution with T−1 degrees of freedom. Where f does not exceed
 * its {@value #SUSPICION} quantile, φ is 1; where it does, φ is f·(T−1)/χ²(.20, T−1): a value that the true one exceeds only one
 * time in five, for a φ too small costs false alarms, one too large only some power.
 *
 * <h2>Why 0.95 and not 0.99</h2>
 *
 * <p>f is a mean over many events, so it varies less than χ²: with independent rows (64 cells, or 3 categories; T = 5 to 400; 600
 * runs each) φ exceeded 1 in 0 to 1 % (cells) and 0.5 to 2.5 % (categories) of cases a scale at 0.95, in 0 to 0.3 % at 0.99. With
 * hardly visible dependence (windows of 500 rows whose mean wanders by 0.05 σ, AR(1) with 0.9, T = 50) 0.95 saw it in 48 to 65 % of cases a scale, 0.99 in
 * 22 to 45 %. A column with a single event (a boolean, the number of rows) is off in 5 % of cases a scale by construction.
 *
 * <h2>Longer scales</h2>
 *
 * <p>Few merged windows seldom show an excess by themselves: of five with a true φ of 5, one in four times f stays under the quantile. So where the scale
 * below has a φ over 1, a longer one does not fall to 1 for want of windows: it keeps the φ below, or takes f·(T−1)/χ²(.20, T−1) if that is less. A
 * cycle, whose excess vanishes in windows as long as itself, so still gets its small φ there. (In simulation, φ = 5, 168 windows, α = 1e-2, at the
 * boundary, 4 % of the windows of scale 64 were BAD before.)
 *
 * <h2>Beyond what was measured</h2>
 *
 * <p>A scale with fewer than {@value Dispersion#FEWEST_WINDOWS} merged windows continues from the last measured one, by the mean growth a
 * doubling seen up to there, at least 1 and at most {@value #MOST_GROWTH}: windows that always move together double φ with each
 * doubling, and no growth is possible beyond that. Where only one scale was measured no growth was seen, and if its φ exceeds 1 the worst is assumed.
 */
final class Excess {
    private static final double SUSPICION = 0.95;
    private static final double CAUTION = 0.20;
    private static final double MOST_GROWTH = 2;

    private Excess() {}

    /**
     * φ of one scale.
     *
     * @param ratio f, the measured variance over the one that independent rows have, ≥ 0
     * @param windows T ≥ 2
     * @return ≥ 1
     */
    static double phi(double ratio, int windows) {
        return phi(ratio, windows, 1);
    }

    /** φ of one scale, given that of the scale below. */
    private static double phi(double ratio, int windows, double below) {
        ChiSquaredDistribution chance = ChiSquaredDistribution.of(windows - 1);
        double sum = ratio * (windows - 1);
        double careful = Math.max(1, sum / chance.inverseCumulativeProbability(CAUTION));
        return sum > chance.inverseCumulativeProbability(SUSPICION) ? careful : Math.min(below, careful);
    }

    /**
     * φ at every scale.
     *
     * @param ratios f of each scale; read only where the scale has enough windows
     * @param windows T of each scale, the base windows first
     */
    static Dispersion dispersion(double[] ratios, int[] windows) {
        if (windows[0] < Dispersion.FEWEST_WINDOWS) {
            return Dispersion.unknown(windows[0]);
        }
        double[] phi = new double[Dispersion.SCALES];
        int measured = 0;
        while (measured < phi.length && windows[measured] >= Dispersion.FEWEST_WINDOWS) {
            phi[measured] = phi(ratios[measured], windows[measured], measured == 0 ? 1 : phi[measured - 1]);
            measured++;
        }
        double growth = growth(phi, measured);
        for (int scale = measured; scale < phi.length; scale++) {
            phi[scale] = phi[scale - 1] * growth;
        }
        return new Dispersion(windows[0], phi);
    }

    private static double growth(double[] phi, int measured) {
        double last = phi[measured - 1];
        if (measured == 1) {
            return last > 1 ? MOST_GROWTH : 1;
        }
        return Math.max(1, Math.min(MOST_GROWTH, Math.pow(last / phi[0], 1.0 / (measured - 1))));
    }
}
