package io.tidemark.query;

/**
 * The state stores of the application, as this instance reaches them.
 *
 * @param local the rows of this instance
 * @param questions to all instances
 */
public record State(LocalRows local, Questions questions) {}
