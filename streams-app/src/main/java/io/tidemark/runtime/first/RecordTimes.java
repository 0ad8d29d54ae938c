package io.tidemark.runtime.first;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.config.FieldPath;
import io.tidemark.ingest.TimeShape;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;

/**
 * Where the records of a file say when they came.
 *
 * @param kind of their times
 * @param path of the field, where it is one
 * @param shape how its times are written
 */
record RecordTimes(Kind kind, String path, TimeShape shape) {
    /** Not known yet, or not said. */
    static final RecordTimes NONE = new RecordTimes(Kind.NONE, "", TimeShape.NONE);

    /** As Tidemark's own events say it. */
    static final RecordTimes OWN = new RecordTimes(Kind.OWN, OwnEvent.TIME, TimeShape.NONE);

    enum Kind {
        NONE,
        FIELD,
        OWN
    }

    /** By a field. */
    static RecordTimes of(String path, TimeShape shape) {
        return new RecordTimes(Kind.FIELD, path, shape);
    }

    /** The record's time; {@link RowSample#NO_TIME} if it has none. */
    long timeMs(Object message) {
        return kind == Kind.NONE
                ? RowSample.NO_TIME
                : shape.timeMs(timeTexts(message).getOrDefault(path, ""));
    }

    /** Of the one branch of the record that holds the time: of most records nothing else is asked. */
    private Map<String, String> timeTexts(Object message) {
        String branch = FieldPath.parse(path).steps().get(0).name();
        return message instanceof JsonNode json
                ? RecordTexts.of(json, branch)
                : RecordTexts.of((IndexedRecord) message, branch);
    }

    /** What the application measures, by name. */
    Map<String, String> values(Map<String, String> texts) {
        return kind == Kind.OWN ? OwnEvent.values(texts) : texts;
    }
}
