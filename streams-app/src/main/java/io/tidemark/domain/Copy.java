package io.tidemark.domain;

/**
 * Counts of a scope that others are compared with, sent to every assess task beside the delta that its own task gets. Copies never are
 * windows that are read out. Of training events, which make no windows, the pane is the start of the grids' era.
 *
 * @param delta the counts
 */
public record Copy(Delta delta) implements Partial {}
