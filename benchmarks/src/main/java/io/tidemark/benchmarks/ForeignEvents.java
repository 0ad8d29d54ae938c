package io.tidemark.benchmarks;

import io.tidemark.benchmarks.foreign.Scored200;
import io.tidemark.benchmarks.foreign.Scored25;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Observation;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.schemas.FeatureEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The same rows as nested foreign Avro, as JSON and as canonical events: of each five features two doubles, a nullable double, a long and a word.
 */
final class ForeignEvents {
    static final String AVRO = "avro";
    static final String JSON = "json";
    static final String CANONICAL = "canonical";

    private static final int FOREIGN_ID = 1;
    private static final int CANONICAL_ID = 2;
    private static final long START_MS = 1_700_000_000_000L;
    private static final String[] WORDS = {"red", "green", "blue", "visa", "mastercard", "north-east"};
    private static final String MONITORS =
            """
            monitors:
              - model: avro
                source: {topic: avro, fields: {time: meta.at, id: meta.id, features: {from: payload}}}
                columns: {types: {%1$s}}
              - model: json
                source: {topic: json, format: json, fields: {time: meta.at, id: meta.id, features: {from: payload}}}
                columns: {types: {%1$s}}
              - model: canonical
                source: {topic: canonical}
            """;

    private final Schema schema;
    private final byte[][] avro;
    private final byte[][] wire;
    private final byte[][] json;
    private final byte[][] canonicalWire;
    private final MonitorFile file;

    ForeignEvents(int fields, int events) {
        schema = schema(fields);
        file = MonitorFileReader.parse("benchmark.yaml", MONITORS.formatted(types(fields)));
        avro = new byte[events][];
        wire = new byte[events][];
        json = new byte[events][];
        canonicalWire = new byte[events][];
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < events; i++) {
            fill(i, fields, random);
        }
    }

    private static Schema schema(int fields) {
        return fields == 25 ? Scored25.getClassSchema() : Scored200.getClassSchema();
    }

    /** As {@code init} declares them. */
    private static String types(int fields) {
        return IntStream.range(0, fields)
                .mapToObj(field -> name(field) + ": " + (field % 5 == 4 ? "category" : "number"))
                .collect(Collectors.joining(", "));
    }

    private static String name(int field) {
        return "feature_" + field;
    }

    private void fill(int event, int fields, SplittableRandom random) {
        GenericRecord meta = new GenericData.Record(schema.getField("meta").schema());
        meta.put("at", START_MS + event);
        meta.put("id", Long.toString(random.nextLong(), 36));
        GenericRecord payload =
                new GenericData.Record(schema.getField("payload").schema());
        Map<String, Object> features = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            Object value = value(i, random);
            payload.put(name(i), value);
            features.put(name(i), value);
        }
        GenericRecord scored = new GenericData.Record(schema);
        scored.put("meta", meta);
        scored.put("payload", payload);
        avro[event] = written(out -> new GenericDatumWriter<GenericRecord>(schema).write(scored, out));
        wire[event] = framed(FOREIGN_ID, avro[event]);
        json[event] = scored.toString().getBytes(StandardCharsets.UTF_8);
        FeatureEvent own = FeatureEvent.newBuilder()
                .setModel(CANONICAL)
                .setEventTime(Instant.ofEpochMilli(START_MS + event))
                .setEventId(String.valueOf(meta.get("id")))
                .setFeatures(features)
                .build();
        byte[] bytes = written(out -> new SpecificDatumWriter<>(FeatureEvent.class).write(own, out));
        canonicalWire[event] = framed(CANONICAL_ID, bytes);
    }

    private static Object value(int field, SplittableRandom random) {
        return switch (field % 5) {
            case 2 -> random.nextInt(10) == 0 ? null : (Object) random.nextDouble();
            case 3 -> (long) random.nextInt(100_000);
            case 4 -> WORDS[random.nextInt(WORDS.length)];
            default -> Math.round(random.nextDouble() * 1e6) / 1e3;
        };
    }

    /** Writes a record. */
    private interface Writing {
        void write(BinaryEncoder out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writing.write(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] framed(int id, byte[] avro) {
        return ByteBuffer.allocate(avro.length + 5)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    Schema schema() {
        return schema;
    }

    byte[][] avro() {
        return avro;
    }

    byte[][] wire() {
        return wire;
    }

    byte[][] jsonBytes() {
        return json;
    }

    byte[][] canonicalWire() {
        return canonicalWire;
    }

    /** A decoder of the three topics. */
    RecordDecoder decoder() {
        SchemaSource schemas = id -> (id == FOREIGN_ID ? schema : FeatureEvent.getClassSchema()).toString();
        return new TopicDecoders(file.monitors(), schemas);
    }

    /** Says where the next record stands. */
    void place(String topic, Observation observation) {
        observation.cameFrom(topic, 0, 0, START_MS);
    }
}
