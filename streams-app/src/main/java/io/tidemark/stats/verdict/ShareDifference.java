package io.tidemark.stats.verdict;

/**
 * Two-sample tests of "share p of the window is at most what share q of the reference allows", both sides drawn by chance.
 *
 * <p>Counts may be fractions (divided by φ). The larger side is taken half a row lower and the smaller half a row higher, because the
 * signed root of a count is otherwise too sure by up to a factor of two where counts are small.
 */
final class ShareDifference {
    private static final double HALF_ROW = 0.5;
    private static final int STEPS = 40;

    private ShareDifference() {}

    /**
     * Signed root of the likelihood ratio for H₀: p − q ≤ δ, about standard normal at the boundary:
     * √(2·[n·KL(x/n‖q̃+δ) + m·KL(y/m‖q̃)]), q̃ the most likely q with p = q + δ. O(1).
     *
     * @return ≥ 0; 0 where the observed difference is at most δ
     */
    static double signedRoot(double x, double n, double y, double m, double delta) {
        double p = Math.max(0, x - HALF_ROW) / n;
        double q = Math.min(m, y + HALF_ROW) / m;
        if (p - q <= delta) {
            return 0;
        }
        double constrained = mostLikely(p, n, q, m, delta);
        double halfSquare = n * Binomial.divergence(p, Math.min(1, constrained + delta))
                + m * Binomial.divergence(q, Math.max(0, constrained));
        return Math.sqrt(2 * halfSquare);
    }

    /** The root of the falling derivative n·(p−q̃−δ)/((q̃+δ)(1−q̃−δ)) + m·(q−q̃)/(q̃(1−q̃)), between q and p − δ. */
    private static double mostLikely(double p, double n, double q, double m, double delta) {
        double low = Math.max(q, 0);
        double high = p - delta;
        double at = (n * high + m * low) / (n + m);
        for (int step = 0; step < STEPS && high - low > 1e-12 * high; step++) {
            double shifted = at + delta;
            double a = shifted * (1 - shifted);
            double b = at * (1 - at);
            double slope = n * (p - shifted) / a + m * (q - at) / b;
            if (slope > 0) {
                low = at;
            } else {
                high = at;
            }
            double steepness =
                    n * (a + (p - shifted) * (1 - 2 * shifted)) / (a * a) + m * (b + (q - at) * (1 - 2 * at)) / (b * b);
            double next = at + slope / steepness;
            boolean isInside = next > low && next < high;
            double moved = isInside ? next : (low + high) / 2;
            if (Math.abs(moved - at) < 1e-9 * at) {
                return moved;
            }
            at = moved;
        }
        return at;
    }

    /** Whether the data refute p ≤ ρ·q: given x + y, x is at most binomial with share nρ/(nρ + m) (exact for Poisson counts). */
    static boolean isRatioRefuted(double x, double n, double y, double m, double rho, double level, double z) {
        return Binomial.isUpperTailBelow(x, x + y, n * rho / (n * rho + m), level, z);
    }
}
