package io.tidemark.serde;

import io.tidemark.schemas.LabelEvent;
import java.time.Instant;
import org.apache.avro.Schema;

/** Writes a model's labels in the wire format. Any thread. */
public final class LabelEncoder {
    private final String model;
    private final WireFormat<LabelEvent> format;

    /** An encoder under that schema id. */
    public LabelEncoder(String model, int schemaId) {
        this.model = model;
        this.format = new WireFormat<>(schemaId, LabelEvent.class);
    }

    /** The record that is written. */
    public static Schema schema() {
        return LabelEvent.getClassSchema();
    }

    /** The bytes of a class that was true. */
    public byte[] ofClass(String predictionId, String truth, long knownMs) {
        return format.write(begun(predictionId, knownMs).setTrueClass(truth).build());
    }

    /** The bytes of a number that was true. */
    public byte[] ofNumber(String predictionId, double truth, long knownMs) {
        return format.write(begun(predictionId, knownMs).setTrueValue(truth).build());
    }

    private LabelEvent.Builder begun(String predictionId, long knownMs) {
        return LabelEvent.newBuilder()
                .setModel(model)
                .setPredictionId(predictionId)
                .setEventTime(Instant.ofEpochMilli(knownMs));
    }
}
