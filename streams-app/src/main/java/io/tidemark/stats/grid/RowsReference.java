package io.tidemark.stats.grid;

/**
 * How many rows the reference has in a base window, and by how much that varies beyond a Poisson count.
 *
 * @param meanRows rows in a base window on average, empty windows included, ≥ 0; 0 without windows
 * @param dispersion φ of the number of rows: its variance over its mean, at each scale
 */
public record RowsReference(double meanRows, Dispersion dispersion) {
    public RowsReference {
        if (!(meanRows >= 0) || !Double.isFinite(meanRows)) {
            throw new IllegalArgumentException("mean rows must be finite and ≥ 0: meanRows=" + meanRows);
        }
    }
}
