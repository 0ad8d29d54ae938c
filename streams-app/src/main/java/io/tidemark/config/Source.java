package io.tidemark.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a model's events come from.
 *
 * @param topic the topic that {@code run} reads and {@code replay} fills
 * @param csv how a CSV file's columns become events
 * @param training another topic that brings training events; empty if they come with the others, or not at all
 * @param dependencies another topic that brings reports of the model's dependencies; empty if none are watched
 * @param format how the records of {@code topic} and {@code training} are written; those of {@code dependencies} are canonical, in the
 *     same encoding
 * @param labels where the truth of predictions comes from
 */
public record Source(
        String topic, CsvMapping csv, String training, String dependencies, RecordFormat format, LabelSource labels) {
    /** Without labels. */
    public Source(String topic, CsvMapping csv, String training, String dependencies, RecordFormat format) {
        this(topic, csv, training, dependencies, format, LabelSource.NONE);
    }

    /** Canonical events. */
    public Source(String topic, CsvMapping csv, String training, String dependencies) {
        this(topic, csv, training, dependencies, RecordFormat.USUAL);
    }

    /** Without dependencies. */
    public Source(String topic, CsvMapping csv, String training) {
        this(topic, csv, training, "");
    }

    /** One topic for everything. */
    public Source(String topic, CsvMapping csv) {
        this(topic, csv, "");
    }

    /** Every topic that brings events of the model. */
    public List<String> topics() {
        return Stream.of(topic, training, dependencies, labels.topic())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** How the records of one of its topics are written. */
    public RecordFormat formatOf(String named) {
        if (labels.isTopic(named)) {
            return labels.format();
        }
        return named.equals(dependencies) ? new RecordFormat(format.encoding(), "", FieldMapping.CANONICAL) : format;
    }

    /** The topic that brings training events, if there are any. */
    public String bringingTraining() {
        return training.isEmpty() ? topic : training;
    }

    /** Every topic that moves the model's time: training data has a time of its own. */
    public List<String> movingTime() {
        return dependencies.isEmpty() ? List.of(topic) : List.of(topic, dependencies);
    }
}
