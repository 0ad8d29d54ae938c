package io.tidemark.testkit;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.Stage;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.FeatureEvent;
import io.tidemark.schemas.PredictionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * An event of a test: a FeatureEvent, or a PredictionEvent once it has a prediction, written byte by byte, so that it may also hold
 * what a decent producer would not send (a name twice, broken UTF-8).
 */
public final class TestEvent {
    /** A vector of one number. */
    public static final float[] EMBEDDING = {0.5f};

    private static final int FEATURES_ID = 1;
    private static final int PREDICTION_ID = 2;

    /** The two schemas under the ids of the bytes. */
    public static final SchemaSource SCHEMAS =
            id -> (id == FEATURES_ID ? FeatureEvent.getClassSchema() : PredictionEvent.getClassSchema()).toString();

    /** A column in an event. */
    public record Field(byte[] name, @Nullable Object value) {
        public String text() {
            return new String(name, StandardCharsets.UTF_8);
        }
    }

    /** A dimension in an event. */
    public record Dimension(String name, byte[] value) {
        public String text() {
            return new String(value, StandardCharsets.UTF_8);
        }
    }

    private final String model;
    private final long timeMs;
    private String version = "";
    private Stage stage = Stage.SERVING;
    private boolean hasPrediction;
    private @Nullable Object predicted;
    private @Nullable Double score;
    private @Nullable Double latency;
    private RequestStatus status = RequestStatus.OK;
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<Field> features = new ArrayList<>();

    private TestEvent(String model, long timeMs) {
        this.model = model;
        this.timeMs = timeMs;
    }

    public static TestEvent of(String model, long timeMs) {
        return new TestEvent(model, timeMs);
    }

    public TestEvent version(String value) {
        version = value;
        return this;
    }

    public TestEvent stage(Stage value) {
        stage = value;
        return this;
    }

    public TestEvent dimension(String name, String value) {
        return dimension(name, value.getBytes(StandardCharsets.UTF_8));
    }

    public TestEvent dimension(String name, byte[] utf8) {
        dimensions.add(new Dimension(name, utf8));
        return this;
    }

    /** A feature: null, Boolean, Long, Double, String, UTF-8 as byte[], or float[]. */
    public TestEvent feature(String name, @Nullable Object value) {
        return feature(name.getBytes(StandardCharsets.UTF_8), value);
    }

    public TestEvent feature(byte[] name, @Nullable Object value) {
        features.add(new Field(name, value));
        return this;
    }

    /** A predicted class (String) or value (Double), or null, and a score, or null. */
    public TestEvent prediction(@Nullable Object classOrValue, @Nullable Double givenScore) {
        hasPrediction = true;
        predicted = classOrValue;
        score = givenScore;
        return this;
    }

    /** How long the request took and how it ended; only of a prediction. */
    public TestEvent request(@Nullable Double latencyMs, RequestStatus ended) {
        latency = latencyMs;
        status = ended;
        return this;
    }

    public String model() {
        return model;
    }

    public long timeMs() {
        return timeMs;
    }

    public String version() {
        return version;
    }

    public Stage stage() {
        return stage;
    }

    public List<Dimension> dimensions() {
        return dimensions;
    }

    public List<Field> features() {
        return features;
    }

    public boolean hasPrediction() {
        return hasPrediction;
    }

    public @Nullable Object predicted() {
        return predicted;
    }

    public @Nullable Double score() {
        return score;
    }

    /** The event in the wire format. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, (byte) (hasPrediction ? PREDICTION_ID : FEATURES_ID)});
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            write(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(BinaryEncoder out) throws IOException {
        out.writeString(model);
        out.writeString(version);
        out.writeEnum(stage.ordinal());
        out.writeString("id");
        out.writeLong(timeMs);
        block(dimensions.size(), out);
        for (Dimension dimension : dimensions) {
            out.writeString(dimension.name());
            out.writeBytes(dimension.value());
        }
        out.writeLong(0);
        if (hasPrediction) {
            writePrediction(out);
        }
        block(features.size(), out);
        for (Field feature : features) {
            out.writeBytes(feature.name());
            write(feature.value(), out);
        }
        out.writeLong(0);
    }

    private void writePrediction(BinaryEncoder out) throws IOException {
        out.writeString("prediction");
        optional(predicted instanceof String ? predicted : null, out);
        optional(predicted instanceof Double ? predicted : null, out);
        optional(score, out);
        out.writeLong(0);
        optional(latency, out);
        out.writeEnum(status.ordinal());
        out.writeIndex(0);
    }

    private static void optional(@Nullable Object value, BinaryEncoder out) throws IOException {
        out.writeIndex(value == null ? 0 : 1);
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Double number) {
            out.writeDouble(number);
        }
    }

    private static void block(int items, BinaryEncoder out) throws IOException {
        if (items > 0) {
            out.writeLong(items);
        }
    }

    private static void write(@Nullable Object value, BinaryEncoder out) throws IOException {
        if (value == null) {
            out.writeIndex(0);
        } else if (value instanceof Boolean bool) {
            out.writeIndex(1);
            out.writeBoolean(bool);
        } else if (value instanceof Long whole) {
            out.writeIndex(2);
            out.writeLong(whole);
        } else if (value instanceof Double number) {
            out.writeIndex(3);
            out.writeDouble(number);
        } else if (value instanceof byte[] text) {
            out.writeIndex(4);
            out.writeBytes(text);
        } else if (value instanceof String text) {
            out.writeIndex(4);
            out.writeString(text);
        } else if (value instanceof float[] vector) {
            out.writeIndex(5);
            block(vector.length, out);
            for (float element : vector) {
                out.writeFloat(element);
            }
            out.writeLong(0);
        } else {
            throw new IllegalArgumentException("no feature has such a value: type=" + value.getClass());
        }
    }

    /** The event as profile sees it. */
    public Observation observed() {
        return observed(new Observation());
    }

    /** The event in an observation that is used again. */
    public Observation observed(Observation into) {
        Rejection rejection = new EventDecoder(SCHEMAS).decode(bytes(), into);
        if (rejection != null) {
            throw new IllegalStateException("a test's event cannot be read: " + rejection);
        }
        return into;
    }
}
