package io.tidemark.config;

/**
 * Where labels come from.
 *
 * @param topic empty if none come
 * @param format how its records are written
 */
public record LabelSource(String topic, RecordFormat format) {
    /** No labels come. */
    public static final LabelSource NONE = new LabelSource("", RecordFormat.USUAL);

    /** The same where labels come from a file's columns: they become canonical ones. */
    LabelSource inAFile() {
        return new LabelSource(topic, new RecordFormat(RecordFormat.Encoding.AVRO, "", FieldMapping.LABELS));
    }

    /** Whether a topic is theirs. */
    public boolean isTopic(String name) {
        return !topic.isEmpty() && topic.equals(name);
    }
}
