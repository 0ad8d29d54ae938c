package io.tidemark.query;

import java.util.function.Supplier;

/**
 * What those who run the application ask.
 *
 * @param pipeline how the stream is
 * @param letters the dead letters
 * @param configuration what it runs with
 */
public record Upkeep(Pipeline pipeline, Supplier<Letters> letters, Configuration configuration) {}
