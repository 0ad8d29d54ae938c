package io.tidemark.config;

import java.util.List;

/**
 * Where a model's events come from.
 *
 * @param topic the topic that {@code run} reads and {@code replay} fills
 * @param csv how a CSV file's columns become events
 * @param training another topic that brings training events; empty if they come with the others, or not at all
 */
public record Source(String topic, CsvMapping csv, String training) {
    /** One topic for everything. */
    public Source(String topic, CsvMapping csv) {
        this(topic, csv, "");
    }

    /** Every topic that brings events of the model. */
    public List<String> topics() {
        return training.isEmpty() || training.equals(topic) ? List.of(topic) : List.of(topic, training);
    }
}
