package io.tidemark.stats.distance;

/**
 * Jensen–Shannon divergence JS = ½·Σ p·ln(p/a) + ½·Σ q·ln(q/a), a = (p + q)/2, and its root.
 *
 * <p>Tools mean three things by "JS": the divergence in bits, its root, and the root of the divergence in nats. Tidemark's measure
 * {@code js_distance} is the root of bits, in [0, 1]. Source: Lin, IEEE Trans. Inf. Theory 37 (1991), doi:10.1109/18.61115; the root is
 * a metric: Endres and Schindelin, ibid. 49 (2003), doi:10.1109/TIT.2003.813506.
 *
 * <p>Error bound: the divergence of the cells is exact for the cells. Over all different values it is as large or larger (putting values together
 * never adds), in bits by at most Σ (p + q)/2 over the cells of more than one value, p and q their shares (chain rule). On continuous columns
 * that says nothing, for there all rows differ: 64 cells keep more than 99 % of the divergence of two normal laws half a σ apart.
 */
public final class JensenShannon {
    private static final double NATS_PER_BIT = Math.log(2);

    private JensenShannon() {}

    /**
     * The divergence in nats. O(cells).
     *
     * @param window counts or masses, ≥ 0 (unchecked)
     * @param reference the same cells
     * @return in [0, ln 2]; both sides empty 0, one side empty ln 2
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double nats(double[] window, double[] reference) {
        Cells.requireSameCells(window, reference);
        double n = Cells.total(window);
        double m = Cells.total(reference);
        if (n == 0 || m == 0) {
            return Cells.whereEmpty(n, m) * NATS_PER_BIT;
        }
        double sum = 0;
        for (int cell = 0; cell < window.length; cell++) {
            sum += part(window[cell] / n, reference[cell] / m);
        }
        return Math.max(0, Math.min(NATS_PER_BIT, sum));
    }

    /** One cell's part of the divergence in nats, ≥ 0 but for rounding; 0 where both shares are 0. */
    static double part(double p, double q) {
        double middle = (p + q) / 2;
        double sum = p > 0 ? p * Math.log(p / middle) : 0;
        return (q > 0 ? sum + q * Math.log(q / middle) : sum) / 2;
    }

    /** The divergence in bits, in [0, 1]; edges as for {@link #nats}. */
    public static double bits(double[] window, double[] reference) {
        return nats(window, reference) / NATS_PER_BIT;
    }

    /** The measure {@code js_distance}: the root of the divergence in bits, in [0, 1]; edges as for {@link #nats}. */
    public static double distance(double[] window, double[] reference) {
        return Math.sqrt(bits(window, reference));
    }

    /** Divergence in nats → distance (root of bits). */
    public static double distanceOfNats(double nats) {
        return Math.sqrt(Math.max(0, nats) / NATS_PER_BIT);
    }

    /** Distance (root of bits) → divergence in nats. */
    public static double natsOfDistance(double distance) {
        return distance * distance * NATS_PER_BIT;
    }
}
