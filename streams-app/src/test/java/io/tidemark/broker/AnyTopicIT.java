package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.Service;
import io.tidemark.serde.AvroJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Topics that nobody made for us, on a real broker: Avro of a foreign schema that changes twice in mid-stream, of two models in one topic; JSON without times and
 * models, which two monitors read.
 */
class AnyTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int MINUTES = 9;
    private static final int A_MINUTE = 30;
    private static final byte[] NOTHING = {};
    private static final String MONITORS =
            """
            monitors:
              - model: fraud
                source: &scored
                  topic: scored
                  fields:
                    time: at
                    model: model.name
                    version: model.version
                    prediction: outcome.label
                    score: outcome.p
                    features: {from: payload}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 30m}
              - model: churn
                source: *scored
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 30m}
              - model: web
                source: &clicks
                  topic: clicks
                  format: json
                  fields: {time: $timestamp, features: {from: body}}
                columns: {include: [x]}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 30m}
              - model: shop
                source: *clicks
                columns: {include: [y]}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 30m}
            """;

    @TempDir
    private Path directory;

    /** What is compared of a reading: rows, and the median of each number. */
    private record Minute(long rows, Map<String, Double> medians) {}

    @Test
    void foreignTopicsAreReadWhileTheirSchemasChange() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("scored", 1);
            createWithProducersTimes(cluster, "clicks");
            Watched watched = new Watched(cluster, "app", MONITORS);
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                sendScored(cluster, watched);
                sendClicks(cluster);
                end(cluster, "scored");
                end(cluster, "clicks");

                await().atMost(PATIENCE).untilAsserted(() -> assertThat(readings(cluster, watched))
                        .hasSize(4 * MINUTES));
                SortedMap<String, Minute> readings = readings(cluster, watched);
                // Two thirds of the events are fraud's. An int 7, then a long 7, then a double 7.5; fee goes, weight
                // comes.
                assertThat(readings.get("fraud 2"))
                        .isEqualTo(new Minute(20, Map.of("amount", 7.0, "fee", 1.0, "score", 0.25)));
                assertThat(readings.get("fraud 3"))
                        .isEqualTo(new Minute(20, Map.of("amount", 7.0, "weight", 3.0, "score", 0.25)));
                assertThat(readings.get("fraud 6"))
                        .isEqualTo(new Minute(20, Map.of("amount", 7.5, "weight", 3.0, "score", 0.25)));
                assertThat(readings.get("churn 8"))
                        .isEqualTo(new Minute(10, Map.of("amount", 7.5, "weight", 3.0, "score", 0.25)));
                assertThat(readings.get("web 4")).isEqualTo(new Minute(30, Map.of("x", 4.0)));
                assertThat(readings.get("shop 4")).isEqualTo(new Minute(30, Map.of("y", -4.0)));
                assertThat(readings.values()).extracting(Minute::rows).containsOnly(10L, 20L, 30L);
                assertThat(letters(cluster))
                        .containsExactly(
                                "clicks UNDECODABLE is not one JSON object: is no JSON from byte 1 on",
                                "scored UNKNOWN_MODEL model=nobody has no monitor",
                                "scored UNUSABLE_SCHEMA the schema has no field for the event time: time=at");
            }
        }
    }

    private static void createWithProducersTimes(Cluster cluster, String topic) throws Exception {
        cluster.admin()
                .createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();
    }

    private static Schema schema(String payload) {
        return new Schema.Parser()
                .parse(
                        """
                        {"type": "record", "name": "Scored", "namespace": "com.example", "fields": [
                          {"name": "model", "type": {"type": "record", "name": "Model", "fields": [
                            {"name": "name", "type": "string"}, {"name": "version", "type": ["null", "string"]}]}},
                          {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                          {"name": "payload", "type": {"type": "record", "name": "Payload", "fields": [%s]}},
                          {"name": "outcome", "type": {"type": "record", "name": "Outcome", "fields": [
                            {"name": "label", "type": {"type": "enum", "name": "Label", "symbols": ["no", "yes"]}},
                            {"name": "p", "type": "float"}]}}]}
                        """
                                .formatted(payload));
    }

    private static void sendScored(Cluster cluster, Watched watched) throws IOException {
        List<Schema> schemas = List.of(
                schema("{\"name\": \"amount\", \"type\": \"int\"}, {\"name\": \"fee\", \"type\": \"double\"}"),
                schema(
                        "{\"name\": \"weight\", \"type\": [\"null\", \"double\"]}, {\"name\": \"amount\", \"type\": \"long\"}"),
                schema(
                        "{\"name\": \"weight\", \"type\": [\"double\", \"null\"]}, {\"name\": \"amount\", \"type\": \"double\"}"));
        List<Object> amounts = List.of(7, 7L, 7.5);
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            int generation = i / A_MINUTE / 3;
            Schema schema = schemas.get(generation);
            Instant at = START.plusMillis(i * 60_000L / A_MINUTE);
            String model = i % 3 == 0 ? "churn" : "fraud";
            send(cluster, watched, scored(schema, model, at, amounts.get(generation)));
        }
        send(cluster, watched, scored(schemas.get(0), "nobody", START, 7));
        Schema timeless = new Schema.Parser()
                .parse(
                        "{\"type\": \"record\", \"name\": \"Ping\", \"fields\": [{\"name\": \"n\", \"type\": \"int\"}]}");
        send(cluster, watched, new GenericRecordBuilder(timeless).set("n", 1).build());
    }

    private static GenericRecord scored(Schema schema, String model, Instant at, Object amount) {
        Schema payload = schema.getField("payload").schema();
        GenericRecordBuilder filled = new GenericRecordBuilder(payload).set("amount", amount);
        filled.set(payload.getField("fee") == null ? "weight" : "fee", payload.getField("fee") == null ? 3.0 : 1.0);
        Schema outcome = schema.getField("outcome").schema();
        Schema label = outcome.getField("label").schema();
        return new GenericRecordBuilder(schema)
                .set(
                        "model",
                        new GenericRecordBuilder(schema.getField("model").schema())
                                .set("name", model)
                                .set("version", null)
                                .build())
                .set("at", at.toEpochMilli() * 1_000)
                .set("payload", filled.build())
                .set(
                        "outcome",
                        new GenericRecordBuilder(outcome)
                                .set("label", new GenericData.EnumSymbol(label, "no"))
                                .set("p", 0.25f)
                                .build())
                .build();
    }

    private static void send(Cluster cluster, Watched watched, GenericRecord event) throws IOException {
        int id = watched.registry().register("elsewhere-" + event.getSchema().getName(), event.getSchema());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        cluster.send(new ProducerRecord<>("scored", 0, null, out.toByteArray()));
    }

    /** Every second one in Confluent's framing. */
    private static void sendClicks(Cluster cluster) {
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            int minute = i / A_MINUTE;
            long at = START.toEpochMilli() + i * 60_000L / A_MINUTE;
            String json = "{\"body\": {\"x\": %d, \"y\": %d}, \"other\": [1, {\"z\": 2}]}".formatted(minute, -minute);
            cluster.send(
                    new ProducerRecord<>("clicks", 0, at, null, i % 2 == 0 ? utf8(json) : utf8("\0\0\0\0\7" + json)));
        }
        long end = START.toEpochMilli() + MINUTES * 60_000L - 1;
        cluster.send(new ProducerRecord<>("clicks", 0, end, null, utf8("{x}")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void end(Cluster cluster, String topic) {
        ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, 0, null, NOTHING);
        end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, NOTHING));
        cluster.send(end);
        cluster.flush();
    }

    /** Readings of all events, by model and minute. */
    private static SortedMap<String, Minute> readings(Cluster cluster, Watched watched) {
        SortedMap<String, Minute> readings = new TreeMap<>();
        AvroJson avro = new AvroJson(watched.registry());
        cluster.read("app-readings").forEach(message -> {
            GenericRecord reading = avro.read(message.value());
            if (reading.get("slice").toString().equals("*")) {
                long minute = ((Long) reading.get("windowStart") - START.toEpochMilli()) / 60_000;
                readings.put(
                        reading.get("model") + " " + minute, new Minute((Long) reading.get("rows"), medians(reading)));
            }
        });
        return readings;
    }

    private static Map<String, Double> medians(GenericRecord reading) {
        Map<String, Double> medians = new TreeMap<>();
        for (Object each : (List<?>) reading.get("measurements")) {
            GenericRecord measurement = (GenericRecord) each;
            boolean isMedian = measurement.get("measure").toString().equals("quantile")
                    && measurement.get("label").toString().equals("p50");
            if (isMedian) {
                medians.put(measurement.get("column").toString(), (Double) measurement.get("value"));
            }
        }
        return medians;
    }

    /** Topic, reason and detail of each dead letter, without ids and what follows a semicolon. */
    private static List<String> letters(Cluster cluster) {
        List<String> letters = new ArrayList<>();
        cluster.read("app-dead-letters").forEach(letter -> {
            String detail = header(
                            letter.headers().lastHeader("tidemark.detail").value())
                    .replaceAll("^schema id=\\d+: |, schema=.*", "");
            letters.add(header(letter.headers().lastHeader("tidemark.topic").value()) + " "
                    + header(letter.headers().lastHeader("tidemark.reason").value()) + " " + detail);
        });
        return List.copyOf(new TreeSet<>(letters));
    }

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
