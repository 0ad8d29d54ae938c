package io.tidemark.stats.distance;

/**
 * Population stability index PSI = Σ (c − r)·ln(c/r), in nats: Jeffreys' symmetric divergence (Proc. R. Soc. A 186, 1946,
 * doi:10.1098/rspa.1946.0056).
 *
 * <p>Shown because people know it; it decides nothing, for its noise grows without bound where a cell is rare.
 *
 * <p>Error bound: exact for its cells; there is no PSI without cells, and other cells give another PSI.
 */
public final class PopulationStability {
    private PopulationStability() {}

    /**
     * The measure {@code psi}: shares smoothed to (c + ½)/(n + B/2) on both sides, B cells. O(cells).
     *
     * @param window counts, ≥ 0 (unchecked)
     * @param reference counts on the same cells
     * @return nats, finite, ≥ 0; an empty side counts as uniform
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double smoothed(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window) + window.length / 2.0;
        double m = Cells.total(reference) + window.length / 2.0;
        double sum = 0;
        for (int cell = 0; cell < window.length; cell++) {
            sum += term((window[cell] + 0.5) / n, (reference[cell] + 0.5) / m);
        }
        return sum;
    }

    /**
     * PSI without smoothing.
     *
     * @return nats, ≥ 0; +∞ where a cell is empty on one side only; NaN where a side is empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double unsmoothed(double[] window, double[] reference) {
        return floored(window, reference, 0);
    }

    /**
     * PSI with empty cells raised to a share of {@code floor}, nothing renormalised, as several tools do.
     *
     * @param floor share, ≥ 0; 0 is {@link #unsmoothed}
     * @return nats; NaN where a side is empty
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double floored(double[] window, double[] reference, double floor) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window);
        double m = Cells.total(reference);
        double sum = 0;
        for (int cell = 0; cell < window.length; cell++) {
            double c = window[cell] == 0 ? floor : window[cell] / n;
            double r = reference[cell] == 0 ? floor : reference[cell] / m;
            sum += term(c, r);
        }
        return n == 0 || m == 0 ? Double.NaN : sum;
    }

    private static double term(double c, double r) {
        return c == r ? 0 : (c - r) * Math.log(c / r);
    }
}
