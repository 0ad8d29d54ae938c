package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.broker.Apicurio;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.serde.Registry;
import io.tidemark.serde.RegistrySettings;
import io.tidemark.testkit.FreshTopicProducer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A monitor file that fits its cluster, and one that does not in any way that can be planted. */
class ValidateLiveIT {
    private static final int RECORDS = 600;
    private static final String GOOD =
            """
            monitors:
              - model: payments
                source:
                  topic: payments
                  format: json
                  fields:
                    time: at
                    id: payment.id
                    prediction: outcome.label
                    dimensions: {country: customer.country}
                slices: [country]
            """;

    private static final String BAD =
            """
            monitors:
              - model: lost
                source: {topic: paymants}
              - model: payments
                source:
                  topic: scored
                  format: json
                  fields:
                    time: at
                    prediction: outcome.lable
                    dimensions: {country: customer.country}
                columns: {types: {amuont: number}}
              - model: seconds
                source:
                  topic: seconds
                  format: json
                  fields: {time: at, timeFormat: millis}
            """;

    private static final String SCORED =
            """
            {"type":"record","name":"Scored","namespace":"org.acme","fields":[
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"amount","type":"double"},
              {"name":"fee","type":"int"},
              {"name":"outcome","type":{"type":"record","name":"Outcome","fields":[{"name":"label","type":"string"}]}}]}""";
    private static final String AVRO =
            """
            monitors:
              - model: scored
                source: {topic: avro, format: avro, fields: {time: at, prediction: outcome.label}}
            """;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        long now = Instant.now().getEpochSecond();
        String payment = "{\"at\": " + now + ", \"payment\": {\"id\": \"p-1\"}, \"amount\": 2.5,"
                + " \"customer\": {\"country\": \"FR\"}, \"outcome\": {\"label\": \"fine\"}}";
        send("payments", 3, payment);
        send("scored", 3, payment);
        send("scored", 0, "{\"at\": 5, \"secret\": ");
        send("seconds", 1, "{\"at\": 1767311940, \"x\": 1}");
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void fittingFileIsToldWhatRunWouldCreateAndNothingIsCreated() throws Exception {
        Path file = Files.writeString(directory.resolve("good.yaml"), GOOD);
        Set<String> before = admin.listTopics().names().get();

        Shell shell = Shell.run("validate", file, "--live", "-b", broker.bootstrapServers(), "--partitions", "2");

        assertThat(shell.out())
                .contains("topic payments\n  ok    3 partitions, about 600 records")
                .contains("; 600 looked at, the newest event of ")
                .contains("  ok    payments: 600 events, 3 columns to measure; dimensions country\n")
                .contains("  new   tidemark-readings, 2 partitions, max.message.bytes=16777216 "
                        + "message.timestamp.type=LogAppendTime retention.ms=2592000000\n")
                .endsWith(file + ": fits the cluster\n")
                .doesNotContain("mend ");
        assertThat(shell.code()).isZero();
        assertThat(admin.listTopics().names().get()).isEqualTo(before);
    }

    @Test
    void everyMisfitIsToldInOneGo() throws Exception {
        Path file = Files.writeString(directory.resolve("bad.yaml"), BAD);
        create("bad-readings", 3);
        create("bad-operations", 2);
        create("bad-slots-changelog", 1);

        Shell shell = Shell.run("validate", file, "--live", "-b", broker.bootstrapServers(), "--application-id", "bad");
        Shell json = Shell.run(
                "validate", file, "--live", "-b", broker.bootstrapServers(), "--application-id", "bad", "--json");

        assertThat(shell.out())
                .contains("  mend  monitors[0].source.topic=paymants is not there; did you mean payments?\n")
                .contains("records cannot be used, UNDECODABLE: scored-0@200: ")
                .contains("  mend  monitors[1].source.fields.prediction=outcome.lable is in none of 601 records;"
                        + " did you mean outcome.label?\n")
                .contains("  mend  monitors[1].columns.types=amuont is in none of 600 events; did you mean amount?\n")
                .contains("events are dated before 1990: seconds-0@0 is of 1970-01-21T10:55:11.940Z;"
                        + " in seconds it would be of 2026-01-01 23:59Z")
                .contains(
                        "  mend  bad-readings has 3 partitions, bad-operations 2: they must have as many as each other")
                .contains("  mend  bad-slots-changelog has 1 partition, its store needs 3; delete it")
                .doesNotContain("secret");
        assertThat(shell.code()).isOne();
        assertThat(json.code()).isOne();
        assertThat(json.out())
                .contains("{\"about\":\"topic scored\",\"partitions\":3,\"records\":601,\"looked\":601,\"usable\":600,")
                .contains(
                        "{\"is\":\"mend\",\"text\":\"monitors[0].source.topic=paymants is not there; did you mean payments?\"}");
    }

    @Test
    void clusterThatIsNotThereCannotBeLookedAt() throws Exception {
        Path file = Files.writeString(directory.resolve("good2.yaml"), GOOD);

        Shell shell = Shell.run("validate", file, "--live", "-b", "127.0.0.1:1");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).startsWith("no broker answers at 127.0.0.1:1");
        assertThat(Shell.run("validate", file, "-b", "127.0.0.1:1").err()).contains("add --live");
    }

    @Test
    void schemasOfTheRegistryAreFoundAndTheirFieldsChecked() throws Exception {
        try (Apicurio apicurio = Apicurio.start(directory.resolve("registry"))) {
            Registry registry = new Registry(RegistrySettings.of(apicurio.url(), Map.of()), Clock.systemUTC());
            Schema schema = new Schema.Parser().parse(SCORED);
            int id = registry.register("avro", schema);
            send("avro", 2, framed(id, schema));
            send("avro", 0, framed(id + 1_000, schema));
            Path good = Files.writeString(directory.resolve("avro.yaml"), AVRO);
            Path bad =
                    Files.writeString(directory.resolve("wrong.yaml"), AVRO.replace("outcome.label", "outcome.lable"));

            Shell fits = live(good, apicurio);
            Shell misfits = live(bad, apicurio);
            apicurio.close();
            Shell silent = live(good, apicurio);

            assertThat(fits.out())
                    .contains("  ok    scored: 600 events, 3 columns to measure")
                    .contains("registry " + apicurio.url() + "\n  ok    answers\n  ok    knows the schema " + id
                            + " Scored (600 records)\n  mend  does not know the schema " + (id + 1_000)
                            + " (1 record); name the registry of the producers by --registry\n");
            assertThat(misfits.out())
                    .contains("  mend  monitors[0].source.fields.prediction=outcome.lable is in none of 601 records;"
                            + " did you mean outcome.label?\n");
            assertThat(silent.out())
                    .contains("  mend  does not answer: registry=" + apicurio.url()
                            + ": the registry does not answer; start it, or correct --registry"
                            + " (ConnectException: Connection refused)")
                    .contains("run waits for it, for --schema-patience, before it begins\n");
            assertThat(List.of(fits.code(), misfits.code(), silent.code())).containsOnly(1);
        }
    }

    private static Shell live(Path file, Apicurio apicurio) {
        return Shell.run("validate", file, "--live", "-b", broker.bootstrapServers(), "--registry", apicurio.url());
    }

    private static byte[] framed(int id, Schema schema) throws Exception {
        GenericRecord outcome = new GenericRecordBuilder(
                        schema.getField("outcome").schema())
                .set("label", "fine")
                .build();
        GenericRecord event = new GenericRecordBuilder(schema)
                .set("at", Instant.now().toEpochMilli())
                .set("amount", 2.5)
                .set("fee", 1)
                .set("outcome", outcome)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
    }

    /** To a new topic of so many partitions, or, of none, one record more to one that is there. */
    private static void send(String topic, int partitions, String value) throws Exception {
        send(topic, partitions, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(String topic, int partitions, byte[] value) throws Exception {
        if (partitions > 0) {
            create(topic, partitions);
        }
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            for (int i = 0; i < (partitions > 0 ? RECORDS : 1); i++) {
                producer.send(new ProducerRecord<>(topic, i % Math.max(1, partitions), null, value));
            }
        }
    }
}
