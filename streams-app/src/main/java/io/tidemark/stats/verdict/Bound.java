package io.tidemark.stats.verdict;

/**
 * What a test says of a measured value.
 *
 * @param lower lower confidence bound, in the measure's unit
 * @param upper upper confidence bound
 * @param isRefuted whether the data refute "the true effect is at most δ"
 * @param smallestVisible smallest true effect that would be refuted in about half of the windows of this size; capped at the measure's range
 * @param minimumRows effective rows of the window from which a large effect can be refuted; +∞ if no number suffices
 */
record Bound(double lower, double upper, boolean isRefuted, double smallestVisible, double minimumRows) {}
