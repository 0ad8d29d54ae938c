package io.tidemark.serde;

import io.tidemark.domain.ModelKey;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.Stage;
import io.tidemark.schemas.FeatureEvent;
import io.tidemark.schemas.PredictionEvent;
import io.tidemark.stats.grid.ByteSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes events in the wire format field by field, without a record in between: what fills a topic from a file at full speed.
 *
 * <p>Owned by one thread: buffers are used again.
 */
public final class EventEncoder {
    /** Gives the values of one event; what it has not, it need not say. */
    public interface Event {
        String version();

        String id();

        /** By which labels name its prediction. */
        default String predictionId() {
            return id();
        }

        long timeMs();

        /** Where it comes from. */
        default Stage stage() {
            return Stage.SERVING;
        }

        /** Number of dimensions. */
        default int dimensions() {
            return 0;
        }

        default String dimensionName(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        /** Empty: the event does not have that dimension. */
        default String dimensionValue(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        /** Predicted class; empty for none. */
        default String predictedClass() {
            return "";
        }

        /** Whether {@link #predictedValue()} holds. */
        default boolean hasPredictedValue() {
            return false;
        }

        default double predictedValue() {
            return 0;
        }

        default boolean hasScore() {
            return false;
        }

        default double score() {
            return 0;
        }

        /** Whether {@link #latencyMs()} holds. */
        default boolean hasLatency() {
            return false;
        }

        /** How long the request took, in milliseconds. */
        default double latencyMs() {
            return 0;
        }

        /** How the request ended. */
        default RequestStatus status() {
            return RequestStatus.OK;
        }

        /** Number of features. */
        default int features() {
            return 0;
        }

        default String featureName(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        default Kind featureKind(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        default double featureNumber(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        default String featureText(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        /** How many numbers a feature's vector has. */
        default int featureDimension(int index) {
            return 0;
        }

        /** A number of a feature's vector; sent as a float. */
        default double featureElement(int index, int element) {
            return 0;
        }
    }

    /** What a feature's value is. */
    public enum Kind {
        NULL,
        BOOLEAN,
        LONG,
        DOUBLE,
        TEXT,
        /** An array of numbers. */
        VECTOR
    }

    /** Which record is written. */
    public enum Type {
        FEATURES(FeatureEvent.getClassSchema()),
        PREDICTION(PredictionEvent.getClassSchema());

        private final Schema schema;

        Type(Schema schema) {
            this.schema = schema;
        }

        public Schema schema() {
            return schema;
        }
    }

    private final String model;
    private final int schemaId;
    private final List<Schema.Field> fields;
    private final int[] branches;
    private final ByteSink buffer = new ByteSink(512);
    private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(buffer, null);

    /** An encoder of a model's events under that schema id. */
    public EventEncoder(String model, Type type, int schemaId) {
        this.model = ModelKey.name(model);
        this.schemaId = schemaId;
        this.fields = type.schema().getFields();
        this.branches = branches(type.schema().getField("features").schema().getValueType());
    }

    private static int[] branches(Schema union) {
        int[] found = new int[Kind.values().length];
        found[Kind.NULL.ordinal()] = union.getIndexNamed("null");
        found[Kind.BOOLEAN.ordinal()] = union.getIndexNamed("boolean");
        found[Kind.LONG.ordinal()] = union.getIndexNamed("long");
        found[Kind.DOUBLE.ordinal()] = union.getIndexNamed("double");
        found[Kind.TEXT.ordinal()] = union.getIndexNamed("string");
        found[Kind.VECTOR.ordinal()] = union.getIndexNamed("array");
        return found;
    }

    /** The event's bytes. */
    public byte[] write(Event event) {
        buffer.reset();
        WireFormat.header(schemaId, buffer);
        try {
            for (Schema.Field field : fields) {
                write(field, event);
            }
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return buffer.toByteArray();
    }

    private void write(Schema.Field field, Event event) throws IOException {
        switch (field.name()) {
            case "model" -> out.writeString(model);
            case "version" -> out.writeString(event.version());
            case "stage" ->
                out.writeEnum(field.schema().getEnumOrdinal(event.stage().name()));
            case "eventId" -> out.writeString(event.id());
            case "predictionId" -> out.writeString(event.predictionId());
            case "eventTime" -> out.writeLong(event.timeMs());
            case "dimensions" -> dimensions(event);
            case "features" -> features(event);
            case "predictedClass" -> optionalText(event.predictedClass());
            case "predictedValue" -> optionalDouble(event.hasPredictedValue(), event.predictedValue());
            case "score" -> optionalDouble(event.hasScore(), event.score());
            case "latencyMs" -> optionalDouble(event.hasLatency(), event.latencyMs());
            case "status" ->
                out.writeEnum(field.schema().getEnumOrdinal(event.status().name()));
            default -> empty(field.schema());
        }
    }

    private void dimensions(Event event) throws IOException {
        int present = 0;
        for (int i = 0; i < event.dimensions(); i++) {
            present += event.dimensionValue(i).isEmpty() ? 0 : 1;
        }
        out.writeMapStart();
        out.setItemCount(present);
        for (int i = 0; i < event.dimensions(); i++) {
            if (!event.dimensionValue(i).isEmpty()) {
                out.startItem();
                out.writeString(event.dimensionName(i));
                out.writeString(event.dimensionValue(i));
            }
        }
        out.writeMapEnd();
    }

    private void features(Event event) throws IOException {
        out.writeMapStart();
        out.setItemCount(event.features());
        for (int i = 0; i < event.features(); i++) {
            out.startItem();
            out.writeString(event.featureName(i));
            feature(event, i);
        }
        out.writeMapEnd();
    }

    private void feature(Event event, int index) throws IOException {
        Kind kind = event.featureKind(index);
        out.writeIndex(branches[kind.ordinal()]);
        switch (kind) {
            case NULL -> out.writeNull();
            case BOOLEAN -> out.writeBoolean(event.featureNumber(index) != 0);
            case LONG -> out.writeLong((long) event.featureNumber(index));
            case DOUBLE -> out.writeDouble(event.featureNumber(index));
            case TEXT -> out.writeString(event.featureText(index));
            case VECTOR -> vector(event, index);
        }
    }

    private void vector(Event event, int index) throws IOException {
        out.writeArrayStart();
        out.setItemCount(event.featureDimension(index));
        for (int i = 0; i < event.featureDimension(index); i++) {
            out.startItem();
            out.writeFloat((float) event.featureElement(index, i));
        }
        out.writeArrayEnd();
    }

    private void optionalText(String value) throws IOException {
        out.writeIndex(value.isEmpty() ? 0 : 1);
        if (!value.isEmpty()) {
            out.writeString(value);
        }
    }

    private void optionalDouble(boolean present, double value) throws IOException {
        out.writeIndex(present ? 1 : 0);
        if (present) {
            out.writeDouble(value);
        }
    }

    /** What a field that a file has nothing for is written as. */
    private void empty(Schema schema) throws IOException {
        switch (schema.getType()) {
            case UNION -> out.writeIndex(0);
            case MAP -> {
                out.writeMapStart();
                out.setItemCount(0);
                out.writeMapEnd();
            }
            case STRING -> out.writeString("");
            case ENUM, INT, LONG -> out.writeLong(0);
            default -> throw new IllegalStateException("no empty value for a field: type=" + schema.getType());
        }
    }
}
