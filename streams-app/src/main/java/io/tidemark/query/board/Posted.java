package io.tidemark.query.board;

/**
 * A record and what it says.
 *
 * @param value what is asked about it
 * @param line all of it
 */
public record Posted<T>(T value, Line line) {}
