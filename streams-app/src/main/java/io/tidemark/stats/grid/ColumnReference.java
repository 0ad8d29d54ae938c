package io.tidemark.stats.grid;

/**
 * What a column's windows are compared with.
 *
 * @param counts the reference's counts, all windows summed
 * @param dispersion φ of the column at each scale 1, 2, 4 … 64, measured on the reference's own windows
 */
public record ColumnReference(Counts counts, Dispersion dispersion) {}
