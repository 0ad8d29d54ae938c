package io.tidemark.config;

/**
 * Where a model's events come from.
 *
 * @param topic the topic that {@code run} reads and {@code replay} fills
 * @param csv how a CSV file's columns become events
 */
public record Source(String topic, CsvMapping csv) {}
