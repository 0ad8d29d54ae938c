package io.tidemark.config;

import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.RecordFormat.Encoding;
import java.util.List;

/** Where a monitor's labels come from: the part of {@code labels} that speaks of a topic. */
final class LabelSourceReader {
    private LabelSourceReader() {}

    /** The keys that this part has. */
    static List<String> keys() {
        return List.of("topic", "format", "fields");
    }

    /**
     * The topic and how its records are written. Where events bring their labels themselves, there is one only if it is named.
     *
     * @param events the topic of the events
     * @param areInEvents whether events bring labels, and no file's column does
     */
    static LabelSource read(Section monitor, String model, String events, boolean areInEvents) {
        Field field = monitor.field("labels");
        if (!field.isPresent()) {
            return LabelSource.NONE;
        }
        Section labels = field.sectionIfSection();
        Field topic = labels.field("topic");
        if (areInEvents && keys().stream().noneMatch(labels::has)) {
            return LabelSource.NONE;
        }
        String name = SourceReader.topic(topic, model + "-labels");
        if (name.equals(events)) {
            topic.fail("is the topic of the model's events too; labels need one of their own");
        }
        Encoding encoding = labels.field("format").choice(SourceReader.ENCODINGS, Encoding.AVRO);
        FieldMapping fields =
                labels.has("fields") ? labels.section("fields", FieldMappingReader::read) : FieldMapping.LABELS;
        for (Role role : List.of(Role.PREDICTION_ID, Role.LABEL)) {
            if (!fields.roles().containsKey(role)) {
                labels.field("fields")
                        .sectionIfSection()
                        .field(role == Role.LABEL ? "label" : "predictionId")
                        .failMissing(
                                role == Role.LABEL
                                        ? "write the path of what was true"
                                        : "write the path of the prediction's id");
            }
        }
        return new LabelSource(name, new RecordFormat(encoding, "", fields));
    }
}
