package io.tidemark.stats.distance;

/**
 * Total variation TV = ½·Σ |p − q|: the largest difference of the two sides' mass on any set of cells, a plain number in [0, 1].
 *
 * <p>On cells it is at most that of the raw values. With JS the Jensen–Shannon divergence, JS (bits) ≤ TV ≤ √(2·JS (nats)): the left side
 * is Lin's (IEEE Trans. Inf. Theory 37, 1991, doi:10.1109/18.61115), the right one Pinsker's inequality for both halves of JS. So bounds of
 * {@code js_distance} bound it too.
 */
public final class TotalVariation {
    private TotalVariation() {}

    /**
     * The measure {@code tv}. O(cells).
     *
     * @param window counts or masses, ≥ 0 (unchecked)
     * @param reference the same cells
     * @return in [0, 1]; both sides empty 0, one side empty 1, one cell 0
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window);
        double m = Cells.total(reference);
        if (n == 0 || m == 0) {
            return Cells.whereEmpty(n, m);
        }
        double sum = 0;
        for (int cell = 0; cell < window.length; cell++) {
            sum += Math.abs(window[cell] / n - reference[cell] / m);
        }
        return Math.min(1, sum / 2);
    }

    /** The least TV at a Jensen–Shannon distance (root of bits): its square. */
    public static double leastAt(double jsDistance) {
        return jsDistance * jsDistance;
    }

    /** The largest TV at a Jensen–Shannon distance (root of bits): √(2·ln 2) times it, at most 1. */
    public static double mostAt(double jsDistance) {
        return Math.min(1, Math.sqrt(2 * JensenShannon.natsOfDistance(jsDistance)));
    }
}
