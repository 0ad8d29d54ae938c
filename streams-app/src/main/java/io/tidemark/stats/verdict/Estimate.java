package io.tidemark.stats.verdict;

/**
 * A measured value with what is known of its certainty; no bare double leaves {@code stats}.
 *
 * @param value the point estimate, in the measure's unit
 * @param lower lower confidence bound at the level of the verdict, ≤ value
 * @param upper upper confidence bound, ≥ value
 * @param n effective rows of the window, after φ; ≥ 0
 * @param m effective rows of the reference, after φ; 0 where no reference takes part
 */
public record Estimate(double value, double lower, double upper, double n, double m) {}
