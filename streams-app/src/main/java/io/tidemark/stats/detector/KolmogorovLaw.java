package io.tidemark.stats.detector;

/**
 * The exact law of Kolmogorov's two-sided statistic D_n of n independent values.
 *
 * <p>Durbin's matrix in the form of Marsaglia, Tsang and Wang, Evaluating Kolmogorov's distribution, J. Stat. Softw. 8 (2003),
 * doi:10.18637/jss.v008.i18: P(D_n &lt; d) = n!/nⁿ · (Hⁿ)ₖₖ. Absolute error about 1e-13 (they state 13 digits of the probability below, and
 * we subtract it from 1); so tails below about 1e-11 are not to be trusted.
 */
final class KolmogorovLaw {
    private static final double HALVINGS = 60;
    private static final double LARGE = 1e140;

    private KolmogorovLaw() {}

    /**
     * The smallest d with P(D_n ≥ d) ≤ alpha, from above, to 2⁻⁶⁰. O((n·d)³·log n) for each of {@value #HALVINGS} halvings.
     *
     * @param n values, ≥ 1
     * @param alpha in (0, 1)
     * @return in (0, 1]
     */
    static double quantile(int n, double alpha) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (tail(n, middle) <= alpha) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * P(D_n ≥ d).
     *
     * @param n values, ≥ 1
     * @param d distance; at most 0 gives 1, at least 1 gives 0
     */
    static double tail(int n, double d) {
        if (d <= 0.5 / n) {
            return 1;
        }
        if (d >= 1) {
            return 0;
        }
        int k = (int) (n * d) + 1;
        Scaled power = new Scaled(matrix(2 * k - 1, k - n * d), 0).power(n);
        double below = power.values[k - 1][k - 1];
        int exponent = power.exponent;
        for (int i = 1; i <= n; i++) {
            below *= (double) i / n;
            if (below < 1 / LARGE) {
                below *= LARGE;
                exponent--;
            }
        }
        return Math.max(0, 1 - below * Math.pow(LARGE, exponent));
    }

    private static double[][] matrix(int m, double h) {
        double[][] matrix = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                matrix[i][j] = i - j + 1 < 0 ? 0 : 1;
            }
        }
        for (int i = 0; i < m; i++) {
            matrix[i][0] -= Math.pow(h, i + 1);
            matrix[m - 1][i] -= Math.pow(h, m - i);
        }
        matrix[m - 1][0] += 2 * h > 1 ? Math.pow(2 * h - 1, m) : 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= Math.min(i, m - 1); j++) {
                for (int g = 1; g <= i - j + 1; g++) {
                    matrix[i][j] /= g;
                }
            }
        }
        return matrix;
    }

    /** A matrix times {@link #LARGE} to a power. */
    private record Scaled(double[][] values, int exponent) {
        private Scaled power(int n) {
            if (n == 1) {
                return this;
            }
            Scaled half = power(n / 2);
            Scaled whole = half.times(half);
            return n % 2 == 0 ? whole : whole.times(this);
        }

        private Scaled times(Scaled other) {
            int m = values.length;
            double[][] product = new double[m][m];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < m; j++) {
                    double sum = 0;
                    for (int k = 0; k < m; k++) {
                        sum += values[i][k] * other.values[k][j];
                    }
                    product[i][j] = sum;
                }
            }
            return new Scaled(product, exponent + other.exponent).rescaled();
        }

        private Scaled rescaled() {
            int middle = values.length / 2;
            if (values[middle][middle] <= LARGE) {
                return this;
            }
            for (double[] row : values) {
                for (int j = 0; j < row.length; j++) {
                    row[j] /= LARGE;
                }
            }
            return new Scaled(values, exponent + 1);
        }
    }
}
