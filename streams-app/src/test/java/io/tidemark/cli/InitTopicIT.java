package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.EmbeddedBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first look at topics of other people's making. */
class InitTopicIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RECORDS = 3_000;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void nestedJsonIsMapped() throws Exception {
        send("payments", 3, i -> json(i).getBytes(StandardCharsets.UTF_8));

        Shell shell = Shell.run("init", "--topic", "payments", "-b", broker.bootstrapServers());

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("of the topic payments: 3 partitions, about 3,000 records")
                .contains("3,000 records from beginning, middle and end of each were looked at: JSON 3,000.")
                .contains(
                        """
                            source:
                              topic: payments
                              format: json
                              fields:                               # paths into the record; all others are features
                                time: event.created_at
                                id: payment.id                      # no value twice
                                prediction: outcome.label
                                score: outcome.score
                                latency: took_ms                    # in milliseconds
                                dimensions:                         # what slices can be made of, by name
                                  country: customer.address.country
                        """);
        Monitor monitor = MonitorFileReader.parse("out", shell.out()).monitor("payments");
        assertThat(monitor.source().format().fields().place(Role.TIME)).isEqualTo("event.created_at");
        assertThat(monitor.windows().size()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void bareAvroIsReadBySchema() throws Exception {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type": "record", "name": "Scored", "namespace": "other", "fields": [
                          {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                          {"name": "amount", "type": ["null", "double"]},
                          {"name": "nested", "type": {"type": "record", "name": "Nested", "fields": [
                            {"name": "region", "type": {"type": "enum", "name": "Region", "symbols": ["EU", "US"]}}]}}]}
                        """);
        send("scored", 1, i -> avro(schema, i));
        Path file = Files.writeString(directory.resolve("scored.avsc"), schema.toString());

        Shell without = Shell.run("init", "--topic", "scored", "-b", broker.bootstrapServers());
        Path out = directory.resolve("scored.yaml");
        Shell with =
                Shell.run("init", "--topic", "scored", "-b", broker.bootstrapServers(), "--schema", file, "--out", out);

        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("bare Avro needs --schema FILE");
        assertThat(with.code()).isZero();
        assertThat(Files.readString(out))
                .contains(
                        """
                              topic: scored
                              schema: scored.avsc                   # from this file's directory
                              fields:                               # paths into the record; all others are features
                                time: at
                                dimensions:                         # what slices can be made of, by name
                                  region: nested.region
                        """)
                .contains("nested.region: category             # 2 values: ");
    }

    /** All records came within a second; the events did not. */
    @Test
    void backlogOfSeveralModelsIsSizedByItsEventsAndCalledAsTheyAre() throws Exception {
        send(
                "mixed",
                1,
                i -> String.format(
                                "{\"ts\": \"%s\", \"model\": {\"name\": \"%s\"}, \"x\": %d.5, \"k\": {\"a.b\": \"v%d\"}}",
                                START.plus(Duration.ofMinutes(2L * i)), i % 3 == 0 ? "b" : "a", i * 389 % 1_000, i % 4)
                        .getBytes(StandardCharsets.UTF_8),
                Instant.now());

        Shell shell = Shell.run("init", "--topic", "mixed", "-b", broker.bootstrapServers());

        Monitor monitor = MonitorFileReader.parse("out", shell.out()).monitor("a");
        assertThat(monitor.source().format().fields().place(Role.MODEL)).isEqualTo("model.name");
        assertThat(monitor.windows().size()).isGreaterThan(Duration.ofHours(1));
        assertThat(monitor.slices().dimensions()).doesNotContain("name");
        assertThat(monitor.columns().kinds()).containsKeys("x", "k.a.b");
        assertThat(shell.err()).contains("the topic carries 2 models");
    }

    /** Loaded within a second: what run makes its reference of is in the topic, as in a file. */
    @Test
    void weeksInATopicGetWhatAFileOfThemGets() throws Exception {
        Path file = ScoredFiles.lines(directory.resolve("weeks.jsonl"), i -> i < RECORDS ? ScoredFiles.json(i) : "");
        Path out = directory.resolve("weeks.yaml");
        send("weeks", 2, i -> ScoredFiles.json(i).getBytes(StandardCharsets.UTF_8), Instant.now());

        Monitor ofFile = MonitorFileReader.parse(
                        "out", Shell.run("init", "--file", file).out())
                .monitor("weeks");
        Shell shell = Shell.run("init", "--topic", "weeks", "-b", broker.bootstrapServers(), "--out", out);
        Monitor monitor = MonitorFileReader.read(out).monitor("weeks");

        assertThat(monitor.windows()).isEqualTo(ofFile.windows());
        assertThat(monitor.references()).isEqualTo(ofFile.references());
        assertThat(unwrapped(Files.readString(out)))
                .contains("about 3,000 records from 2026-01-05 00:00Z to 2026-01-15 09:55Z; 3,000 records");
        assertThat(shell.err())
                .endsWith("next: tidemark run --config " + out + " --bootstrap-servers " + broker.bootstrapServers()
                        + " --application-id weeks\n");
    }

    @Test
    void jsonThatIsNoObjectIsToldAsSuch() throws Exception {
        List<String> others = List.of("[1,2]", "null", "\"\"", "{}");
        send("odd", 1, i -> (i < others.size() ? others.get(i) : ScoredFiles.json(i)).getBytes(StandardCharsets.UTF_8));

        Shell shell = Shell.run("init", "--topic", "odd", "-b", broker.bootstrapServers());

        assertThat(unwrapped(shell.out()))
                .contains("2,997 records from beginning, middle and end of each were looked at: JSON 2,997.");
        assertThat(shell.err())
                .contains("3 records could not be read: JSON, but no object.")
                .contains("1 record of those looked at without a time that can be read")
                .doesNotContain("Avro");
    }

    @Test
    void monitorOfOurOwnEventsIsCalledAsTheirModel() throws Exception {
        send(
                "own",
                1,
                i -> String.format(
                                "{\"model\": \"fraud\", \"eventTime\": %d, \"features\": {\"x\": %d.5}}",
                                at(i).toEpochMilli(), i * 389 % 1_000)
                        .getBytes(StandardCharsets.UTF_8),
                Instant.now());

        Shell shell = Shell.run("init", "--topic", "own", "-b", broker.bootstrapServers());

        assertThat(shell.out()).contains("format: json").contains("Tidemark's own events: nothing to map");
        assertThat(MonitorFileReader.parse("out", shell.out())
                        .monitor("fraud")
                        .source()
                        .topic())
                .isEqualTo("own");
    }

    @Test
    void topicThatIsNotThereIsTold() {
        assertThat(Shell.run("init", "--topic", "paymants", "-b", broker.bootstrapServers())
                        .err())
                .startsWith("there is no such topic, or it may not be read: topic=paymants; ");
    }

    /** Comments in one line. */
    private static String unwrapped(String text) {
        return text.replace("\n# ", " ");
    }

    private static void send(String topic, int partitions, IntFunction<byte[]> value) throws Exception {
        send(topic, partitions, value, Instant.EPOCH);
    }

    /** @param sent when all records say that they were sent; the epoch: each in its event's time */
    private static void send(String topic, int partitions, IntFunction<byte[]> value, Instant sent) throws Exception {
        // The topic was created a moment ago: see PinPublisher on KAFKA-15591.
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                Instant time = sent.equals(Instant.EPOCH) ? at(i) : sent;
                producer.send(new ProducerRecord<>(topic, i % partitions, time.toEpochMilli(), null, value.apply(i)));
            }
        }
    }

    private static Instant at(int i) {
        return START.plus(Duration.ofSeconds(30L * i));
    }

    private static String json(int i) {
        return String.format(
                "{\"event\": {\"created_at\": \"%s\"}, \"payment\": {\"id\": \"p-%d\"}, \"amount\": %d.5,"
                        + " \"customer\": {\"address\": {\"country\": \"%s\"}}, \"outcome\": {\"label\": \"%s\", \"score\": 0.%04d},"
                        + " \"took_ms\": %d, \"note\": null}",
                at(i),
                i,
                i * 7919 % 977,
                i * 7919 % 11 < 4 ? "FR" : "DE",
                i * 7919 % 13 == 0 ? "fraud" : "fine",
                i * 7919 % 9973,
                5 + i * 7919 % 83);
    }

    private static byte[] avro(Schema schema, int i) {
        GenericData.Record nested =
                new GenericData.Record(schema.getField("nested").schema());
        Schema region = nested.getSchema().getField("region").schema();
        nested.put("region", new GenericData.EnumSymbol(region, i * 7919 % 11 < 5 ? "EU" : "US"));
        GenericData.Record message = new GenericData.Record(schema);
        message.put("at", at(i).toEpochMilli() * 1_000);
        message.put("amount", i % 50 == 0 ? null : i * 7919 % 977 * 0.5);
        message.put("nested", nested);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericData.Record>(schema).write(message, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
