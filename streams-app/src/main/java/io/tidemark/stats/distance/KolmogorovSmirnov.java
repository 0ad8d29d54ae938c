package io.tidemark.stats.distance;

/**
 * Kolmogorov–Smirnov distance D = max |F − G|, a plain number in [0, 1].
 *
 * <p>On cells the two distribution functions are compared at the cells' edges. Error bound: on cells ≤ D of the raw values ≤ on cells + the
 * largest min(p, q) of a cell of more than one value, p and q its shares; with a cell for each value it is exact.
 */
public final class KolmogorovSmirnov {
    private static final int TERMS = 101;

    private KolmogorovSmirnov() {}

    /**
     * D at the cells' edges. O(cells).
     *
     * @param window counts or masses, ≥ 0 (unchecked), in ascending cell order
     * @param reference the same cells
     * @return in [0, 1]; both sides empty 0, one side empty 1, one cell 0
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double onCells(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window);
        double m = Cells.total(reference);
        if (n == 0 || m == 0) {
            return Cells.whereEmpty(n, m);
        }
        double below = 0;
        double belowReference = 0;
        double largest = 0;
        for (int cell = 0; cell < window.length - 1; cell++) {
            below += window[cell];
            belowReference += reference[cell];
            largest = Math.max(largest, Math.abs(below / n - belowReference / m));
        }
        return largest;
    }

    /**
     * Probability, without any change, of a D as large as this or larger: Kolmogorov's limit law
     * 2·Σ (−1)^(k−1)·exp(−2k²t²) at t = D·√(n·m/(n+m)).
     *
     * <p>For the reader only; no verdict uses it. Source: Smirnov, Ann. Math. Stat. 19 (1948), doi:10.1214/aoms/1177730256.
     *
     * @return in [0, 1]; 1 for t ≤ 0.04, where the series no longer tells it from 1
     */
    public static double limitProbability(double d, double n, double m) {
        double t = d * Math.sqrt(n * m / (n + m));
        if (t <= 0.04) {
            return 1;
        }
        return t < 1 ? smallDistance(t) : largeDistance(t);
    }

    /** The dual series 1 − √(2π)/t · Σ exp(−(2k−1)²π²/(8t²)), which converges where t is small. */
    private static double smallDistance(double t) {
        double sum = 0;
        for (int k = 1; k < TERMS; k += 2) {
            sum += Math.exp(-k * k * Math.PI * Math.PI / (8 * t * t));
        }
        return 1 - Math.sqrt(2 * Math.PI) / t * sum;
    }

    private static double largeDistance(double t) {
        double sum = 0;
        for (int k = 1; k < TERMS; k++) {
            sum += (k % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * k * k * t * t);
        }
        return 2 * sum;
    }
}
