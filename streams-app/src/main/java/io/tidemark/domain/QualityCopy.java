package io.tidemark.domain;

/**
 * Quality of a scope that others are compared with, sent to every assess task beside the delta that its own task gets.
 *
 * @param delta the counts
 */
public record QualityCopy(QualityDelta delta) implements Partial {}
