package io.tidemark.stats.distance;

/**
 * A piece of evidence: one bin or value whose share moved.
 *
 * @param label the bin or value, for people
 * @param before its share in the reference, in [0, 1]
 * @param after its share in the window, in [0, 1]
 * @param contribution its part of the column's Jensen–Shannon divergence, in [0, 1]
 */
public record Shift(String label, double before, double after, double contribution) {}
