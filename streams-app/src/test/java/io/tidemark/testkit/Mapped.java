package io.tidemark.testkit;

import io.tidemark.config.FieldPath;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.ingest.NameListener;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A topic as a monitor file's {@code source} maps it, whose records are shown as {@link Seen} shows them. */
public final class Mapped {
    private static final long RECORD_TIME_MS = 1_700_000_000_777L;

    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final TopicDecoders decoders;
    private final Observation observation = new Observation();
    private final Map<String, Integer> told = new TreeMap<>();

    private Mapped(MonitorFile file) {
        decoders = new TopicDecoders(file.monitors(), this::schema, new Told());
    }

    private Mapped(MonitorFile file, SchemaSource source) {
        decoders = new TopicDecoders(file.monitors(), source, new Told());
    }

    private String schema(int id) throws SchemaSource.UnknownSchema {
        Schema schema = schemas.get(id);
        if (schema == null) {
            throw new SchemaSource.UnknownSchema("no schema of that id", new IllegalStateException());
        }
        return schema.toString();
    }

    /** Keys of {@code source} without {@code topic}, in lines of their own; other keys of the monitor may follow at column 0. */
    public static Mapped of(String source) {
        return new Mapped(parsed(source));
    }

    /** The same, of writers whose schemas come from there. */
    public static Mapped of(String source, SchemaSource schemas) {
        return new Mapped(parsed(source), schemas);
    }

    private static MonitorFile parsed(String source) {
        return MonitorFileReader.parse(
                "m.yaml", "monitors:\n  - model: m\n    source:\n      topic: t\n" + source.indent(6));
    }

    /** A file that has been read. */
    public static Mapped of(MonitorFile file) {
        return new Mapped(file);
    }

    /** A whole file; its first monitor reads the topic {@code t}. */
    public static Mapped file(String yaml) {
        return new Mapped(MonitorFileReader.parse("m.yaml", yaml));
    }

    /** The topic {@code t} of a monitor file. */
    public static Mapped read(Path file) {
        return new Mapped(MonitorFileReader.read(file));
    }

    /** Notes what is told of names. */
    private final class Told implements NameListener {
        @Override
        public void shared(String topic, String column, List<FieldPath> places) {
            told.merge(topic + " shared " + column + " " + places, 1, Integer::sum);
        }

        @Override
        public void hidden(String topic, String column, FieldPath place) {
            told.merge(topic + " hidden " + column + " " + place, 1, Integer::sum);
        }

        @Override
        public void refused(String topic, Limit limit, FieldPath outer) {
            told.merge(topic + " refused " + limit + " in [" + outer + "]", 1, Integer::sum);
        }
    }

    /** What was told of names, and how often. */
    public Map<String, Integer> told() {
        return told;
    }

    /** What was read last. */
    public Observation observation() {
        return observation;
    }

    /** What the event says, or why the record is none. */
    public String see(byte[] bytes) {
        Rejection rejection = decode(bytes);
        return rejection == null ? Seen.text(observation) : rejection.reason() + ": " + rejection.detail();
    }

    /** Why the record is no event; null if it is one. */
    public @Nullable Rejection decode(byte[] bytes) {
        observation.cameFrom("t", 0, 5, RECORD_TIME_MS);
        return decoders.decode(bytes, observation);
    }

    /** The same, of JSON. */
    public String see(String json) {
        return see(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The record in Confluent's wire format under that schema id. */
    public String see(int id, GenericRecord event) {
        schemas.put(id, event.getSchema());
        return see(wire(id, event));
    }

    /** A record in the wire format. */
    public static byte[] wire(int id, GenericRecord event) {
        byte[] avro = avro(event);
        return ByteBuffer.allocate(avro.length + 5)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    /** A record as Avro writes it. */
    public static byte[] avro(GenericRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
