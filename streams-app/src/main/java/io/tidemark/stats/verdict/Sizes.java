package io.tidemark.stats.verdict;

import io.tidemark.stats.grid.Dispersion;

/**
 * By how much the rows of both sides count less than independent ones.
 *
 * @param phi φ of the window's scale, ≥ 1
 * @param phiReference φ of the largest scale, for the reference, ≥ 1
 */
record Sizes(double phi, double phiReference) {
    /** Every row counts. */
    static final Sizes INDEPENDENT = new Sizes(1, 1);

    static Sizes of(Dispersion dispersion, int scale) {
        return new Sizes(dispersion.at(scale), dispersion.at(1 << (Dispersion.SCALES - 1)));
    }

    /** Effective rows of the window. */
    double n(double rows) {
        return rows / phi;
    }

    /** Effective rows of the reference. */
    double m(double rows) {
        return rows / phiReference;
    }
}
