package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.serde.Registry;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.FreshTopicProducer;
import io.tidemark.testkit.TestAlert;
import io.tidemark.topology.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark backtest} over what a running application has stored. */
class BacktestIT {
    private static final long HOUR = 3_600_000;
    private static final long START = Instant.parse("2026-02-15T00:00:00Z").toEpochMilli();

    /** From 2026-03-01 12:00 on three hours are bad; the reading of the second says so only in its revision. */
    private static final int ONSET = 14 * 24 + 12;

    private static final int WINDOWS = 15 * 24;
    private static final String SLO =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: drift
              labels: {model: fraud, owner: team-fraud}
              annotations: {tidemark.io/runbook: "https://example.com/drift"}
            spec:
              service: fraud
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
              timeWindow: [{duration: 28d, isRolling: true}]
              budgetingMethod: Timeslices
              objectives: [{target: %s, timeSliceTarget: 1, timeSliceWindow: 1h}]
              alertPolicies: [{alertPolicyRef: mwmb-default}]
            """;

    @TempDir
    private static Path directory;

    private static final Registry REGISTRY = new Registry("mock://tidemark");
    private static final OwnSchemas SCHEMAS =
            OwnSchemas.register(REGISTRY, new Topics("tidemark", Map.of()).subjects());

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Files.writeString(directory.resolve("old.yaml"), String.format(SLO, "0.99"));
        Files.writeString(directory.resolve("new.yaml"), String.format(SLO, "0.95"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            admin.createTopics(List.of(
                            new NewTopic("tidemark-readings", 2, (short) 1),
                            new NewTopic("tidemark-alerts", 2, (short) 1),
                            new NewTopic("empty-readings", 1, (short) 1)))
                    .all()
                    .get();
            tell(producer);
            store(producer);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** What came of the file, in the order that a stream never has: mixed, twice, the late one first. */
    private static void store(Producer<byte[], byte[]> producer) {
        List<Reading> readings = readings();
        readings.addAll(readings.subList(0, 50));
        Collections.shuffle(readings, new Random(26));
        ReadingSerde serde = new ReadingSerde(SCHEMAS.readings());
        for (Reading reading : readings) {
            send(
                    producer,
                    "tidemark-readings",
                    reading.scope().model(),
                    serde.serializer().serialize("", reading));
        }
        send(producer, "tidemark-readings", "other", new byte[] {1});
        send(producer, "tidemark-readings", "fraud", new byte[] {1});
    }

    /** Two pages, of them one that was told anew; what is on trial, silenced or from another time does not count. */
    private static void tell(Producer<byte[], byte[]> producer) {
        TestAlert page = TestAlert.page("a1");
        List<TestAlert> all = List.of(
                page,
                page.later(2, 5, Notice.ESCALATED, State.FIRING),
                page.later(3, 60, Notice.CLOSED, State.RESOLVED),
                TestAlert.page("a1").again(4, 120),
                TestAlert.page("b2").severity(Severity.TICKET),
                TestAlert.page("c3").dryRun(),
                TestAlert.page("d4").again(1, 60 * 24 * 9));
        AlertSerializer serializer = new AlertSerializer(SCHEMAS.alerts());
        for (TestAlert one : all) {
            send(
                    producer,
                    "tidemark-alerts",
                    one.alert().dedupKey(),
                    serializer.serialize("tidemark-alerts", one.alert()));
        }
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private static List<Reading> readings() {
        List<Reading> all = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            boolean isBad = i >= ONSET && i < ONSET + 3 && i != ONSET + 1;
            all.add(reading(i, "*", 0, isBad ? Verdict.BAD : Verdict.GOOD));
            if (i == ONSET + 1) {
                all.add(reading(i, "*", 1, Verdict.BAD));
            }
            all.add(reading(i, "country=BR", 0, Verdict.GOOD));
        }
        return all;
    }

    private static Reading reading(int window, String slice, int revision, Verdict verdict) {
        double value = verdict == Verdict.BAD ? 0.5 : 0.01;
        Judged judged = new Judged(
                Measure.KS,
                "",
                new Estimate(value, value, value, 1_000, 1_000),
                Double.NaN,
                0.05,
                0,
                0,
                30,
                0.1,
                verdict);
        return new Reading(
                new Scope("fraud", Stage.SERVING, slice),
                new TimeWindow(START + window * HOUR, START + (window + 1) * HOUR),
                "pinned:1",
                revision,
                1_000,
                List.of(new Measurement("amount", 1, judged, 1, List.of())));
    }

    @Test
    void storedReadingsSayTheSameAsAFileOfThem() throws IOException {
        AvroJson json = new AvroJson(REGISTRY);
        ReadingSerde serde = new ReadingSerde(SCHEMAS.readings());
        Path file = Files.write(
                directory.resolve("readings.jsonl"),
                readings().stream()
                        .map(one -> AvroJson.line(json.read(serde.serializer().serialize("", one))))
                        .toList());

        Shell ofFile =
                Shell.run("backtest", "--slo", slo("new"), "--against", slo("old"), "--readings", file, "--json");
        Shell ofTopic = backtest("--against", slo("old"), "--json");

        assertThat(ofFile.code()).isEqualTo(1);
        assertThat(ofTopic.code()).isEqualTo(1);
        JsonNode expected = new ObjectMapper().readTree(ofFile.out()).at("/slos/0");
        JsonNode found = new ObjectMapper().readTree(ofTopic.out()).at("/slos/0");
        assertThat(found.get("new")).isEqualTo(expected.get("new"));
        assertThat(found.get("old")).isEqualTo(expected.get("old"));
        assertThat(found.at("/told/page/opened").intValue()).isEqualTo(2);
    }

    @Test
    void whatWasToldStandsBesideWhatWouldHaveBeen() {
        Shell shell = backtest("--config", slo("old"));

        assertThat(shell.err())
                .contains("no reading in the wire format: length=1\n")
                .endsWith("1 of 772 lines cannot be used and are left out\n");
        assertThat(shell.out())
                .startsWith(
                        "tidemark-readings holds 771 readings, 2 slices, 2026-02-15 00:00Z to 2026-03-02 00:00Z (15 d)\n"
                                + "\ndrift\n")
                .contains("  really told: 2 pages (first 2026-03-01 14:00Z, last 2026-03-01 16:00Z),"
                        + " 1 ticket (2026-03-01 14:00Z)\n");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(backtest("--application-id", "other").err())
                .isEqualTo("the cluster has no such topic: topic=other-readings, bootstrap=" + broker.bootstrapServers()
                        + "; the topic is that of --application-id, and tidemark run creates it\n");
        assertThat(backtest("--application-id", "empty").err())
                .isEqualTo(
                        "the topic holds no reading yet: topic=empty-readings; readings come with the first window that"
                                + " closes, and are kept as long as the topic is\n");
        assertThat(backtest("--model", "froud").err())
                .isEqualTo("no new SLO is of the model: --model=froud; did you mean fraud?\n");
        assertThat(backtest("--points", "p.csv").err())
                .startsWith("backtest needs one past time, and --points and --bootstrap-servers are given;");
        assertThat(Shell.run("backtest", "--slo", slo("new"), "-b", "127.0.0.1:1")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void applicationWithoutAlertsIsNotOneThatWasQuiet() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            admin.createTopics(List.of(new NewTopic("young-readings", 1, (short) 1)))
                    .all()
                    .get();
            ReadingSerde serde = new ReadingSerde(SCHEMAS.readings());
            send(
                    producer,
                    "young-readings",
                    "fraud",
                    serde.serializer().serialize("", readings().get(0)));
        }

        Shell shell = backtest("--application-id", "young");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("what was really told is not known: the application has no topic of alerts\n")
                .doesNotContain("really told:");
    }

    private static Path slo(String name) {
        return directory.resolve(name + ".yaml");
    }

    private static Shell backtest(Object... more) {
        List<Object> all = new ArrayList<>(List.of("backtest", "--slo", slo("new"), "-b", broker.bootstrapServers()));
        all.addAll(List.of(more));
        return Shell.run(all.toArray());
    }
}
