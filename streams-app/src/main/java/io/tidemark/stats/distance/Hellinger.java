package io.tidemark.stats.distance;

/**
 * Hellinger distance H = ‖√p − √q‖/√2 = √(1 − Σ √(p·q)), a metric in [0, 1] (Hellinger, J. reine angew. Math. 136, 1909).
 *
 * <p>H² and the Jensen–Shannon divergence are f-divergences whose parts stand in a ratio between 1 (p = q) and 1/ln 2 (p or q = 0), cell by cell, so
 * JS (nats) ≤ H² ≤ JS (bits). So bounds of {@code js_distance} bound it too, and no bound of its own is needed.
 */
public final class Hellinger {
    private Hellinger() {}

    /**
     * The measure {@code hellinger}. O(cells).
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
            double apart = Math.sqrt(window[cell] / n) - Math.sqrt(reference[cell] / m);
            sum += apart * apart;
        }
        return Math.min(1, Math.sqrt(sum / 2));
    }

    /** The least H at a Jensen–Shannon distance (root of bits): √(ln 2) = 0.83 of it. */
    public static double leastAt(double jsDistance) {
        return Math.sqrt(JensenShannon.natsOfDistance(jsDistance));
    }

    /** The largest H at a Jensen–Shannon distance (root of bits): as large. */
    public static double mostAt(double jsDistance) {
        return jsDistance;
    }
}
