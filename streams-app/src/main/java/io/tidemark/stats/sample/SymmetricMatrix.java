package io.tidemark.stats.sample;

/** Eigenvalues and vectors of a small symmetric matrix, by Jacobi's rotations. Immutable after {@link #of}. */
final class SymmetricMatrix {
    private static final int SWEEPS = 60;
    private static final double CUT = 1e-15;

    private final double[][] rotated;
    private final double[][] vectors;
    private final int size;

    private SymmetricMatrix(double[][] cells) {
        this.size = cells.length;
        this.rotated = new double[size][];
        this.vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            rotated[i] = cells[i].clone();
            vectors[i][i] = 1;
        }
    }

    static SymmetricMatrix of(double[][] cells) {
        SymmetricMatrix matrix = new SymmetricMatrix(cells);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < matrix.size; p++) {
                for (int q = p + 1; q < matrix.size; q++) {
                    matrix.rotate(p, q);
                }
            }
        }
        return matrix;
    }

    private void rotate(int p, int q) {
        double off = rotated[p][q];
        if (off == 0) {
            return;
        }
        double theta = (rotated[q][q] - rotated[p][p]) / (2 * off);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double c = 1 / Math.hypot(t, 1);
        double s = t * c;
        for (int k = 0; k < size; k++) {
            double a = rotated[k][p];
            double b = rotated[k][q];
            rotated[k][p] = c * a - s * b;
            rotated[k][q] = s * a + c * b;
        }
        for (int k = 0; k < size; k++) {
            double a = rotated[p][k];
            double b = rotated[q][k];
            rotated[p][k] = c * a - s * b;
            rotated[q][k] = s * a + c * b;
            double u = vectors[k][p];
            double v = vectors[k][q];
            vectors[k][p] = c * u - s * v;
            vectors[k][q] = s * u + c * v;
        }
        rotated[p][q] = 0;
        rotated[q][p] = 0;
    }

    /** Eigenvalues above 1e-15 of the largest magnitude. */
    int rank() {
        int rank = 0;
        for (int i = 0; i < size; i++) {
            rank += isKept(i) ? 1 : 0;
        }
        return rank;
    }

    private boolean isKept(int i) {
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, Math.abs(rotated[k][k]));
        }
        return Math.abs(rotated[i][i]) > CUT * largest;
    }

    /**
     * v′·M⁺·v; +∞ where v has a part outside the matrix's range that is longer than {@code rounding}, for then no finite multiple of the
     * matrix covers it.
     */
    double inverseForm(double[] v, double rounding) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double along = 0;
            for (int k = 0; k < size; k++) {
                along += vectors[k][i] * v[k];
            }
            if (isKept(i)) {
                sum += along * along / rotated[i][i];
            } else if (Math.abs(along) > rounding) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }
}
