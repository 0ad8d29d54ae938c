package io.tidemark.stats.sample;

/**
 * P(D &lt; d) of n points as n!/nⁿ times an entry of the n-th power of a matrix of side 2·⌈nd⌉ − 1 (Durbin 1973; Marsaglia, Tsang and
 * Wang 2003). All that is added is ≥ 0 but the matrix's corner, so small probabilities lose little. O(side³·log n).
 */
final class DurbinMatrix {
    private final int n;
    private final int k;
    private final double h;

    DurbinMatrix(double d, int n) {
        this.n = n;
        this.k = (int) Math.floor(n * d) + 1;
        this.h = k - n * d;
    }

    double probability() {
        int side = 2 * k - 1;
        Scaled power = Scaled.power(new Scaled(steps(side), 0), n);
        double entry = power.cells[k - 1][k - 1];
        int exponent = power.exponent;
        for (int i = 1; i <= n; i++) {
            entry *= (double) i / n;
            if (entry != 0 && entry < 0x1p-500) {
                entry *= 0x1p500;
                exponent -= 500;
            }
        }
        return Math.scalb(entry, exponent);
    }

    private double[][] steps(int side) {
        double[][] cells = new double[side][side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                cells[i][j] = i - j + 1 < 0 ? 0 : 1;
            }
        }
        for (int i = 0; i < side; i++) {
            cells[i][0] -= Math.pow(h, i + 1);
            cells[side - 1][i] -= Math.pow(h, side - i);
        }
        cells[side - 1][0] += 2 * h - 1 > 0 ? Math.pow(2 * h - 1, side) : 0;
        for (int i = 0; i < side; i++) {
            double factorial = 1;
            for (int j = i; j >= 0; j--) {
                factorial *= i - j + 1;
                cells[i][j] /= factorial;
            }
        }
        return cells;
    }

    /** A matrix times 2^exponent. */
    private static final class Scaled {
        private final double[][] cells;
        private final int exponent;

        private Scaled(double[][] cells, int exponent) {
            this.cells = cells;
            this.exponent = exponent;
        }

        private static Scaled power(Scaled base, int n) {
            if (n == 1) {
                return base;
            }
            Scaled half = power(base, n / 2);
            Scaled square = half.times(half);
            return n % 2 == 0 ? square : square.times(base);
        }

        private Scaled times(Scaled right) {
            int side = cells.length;
            double[][] product = new double[side][side];
            double largest = 0;
            for (int i = 0; i < side; i++) {
                for (int l = 0; l < side; l++) {
                    double left = cells[i][l];
                    for (int j = 0; j < side; j++) {
                        product[i][j] += left * right.cells[l][j];
                    }
                }
                for (double cell : product[i]) {
                    largest = Math.max(largest, Math.abs(cell));
                }
            }
            int shift = largest == 0 ? 0 : Math.getExponent(largest);
            for (double[] row : product) {
                for (int j = 0; j < side; j++) {
                    row[j] = Math.scalb(row[j], -shift);
                }
            }
            return new Scaled(product, exponent + right.exponent + shift);
        }
    }
}
