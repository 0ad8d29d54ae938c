package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.Change;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import io.tidemark.runtime.TidingPublisher;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.LabelEncoder;
import io.tidemark.testkit.Answer;
import io.tidemark.testkit.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole life of a model on a real broker: it is trained, one run hangs and one costs too much; experimental, it becomes eligible and is promoted; a version is
 * deployed that does not load; its successor loads and is slow in one small region; then its predictions prove wrong. Each is told by its own objective,
 * to its own owner; nothing else is.
 */
class StoryIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PROMOTED = 60;
    private static final int MINUTES = 180;
    private static final int WRONG = 125;
    private static final int A_MINUTE = 240;
    private static final String MONITORS =
            """
            monitors:
              - model: fraud
                source: {topic: answers}
                labels: {topic: truths, window: 10m, latest: 10m, horizon: 4h, baseline: 4 windows}
                columns: {request: [latency]}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 30m, retention: 4h}
                reference: {from: 2026-01-01T00:00:00Z, to: 2026-01-01T00:30:00Z}
                changes: {confirmWithin: 5m}
                lifecycle: experimental
                promotion:
                  met: [data, latency]
                  load: proven
                  coverage: 0.4
                  observed: 30m
                  dryRunPages: {most: 1, over: 1h}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: slower
              labels: {model: fraud, owner: team-model}
              annotations: {tidemark.io/runbook: "https://example.com/slow", tidemark.io/slices: region}
            spec:
              service: fraud
              timeWindow: [{duration: 4h, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: slower}}}}}
              objectives: [{target: 0.8}]
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: volume, model: fraud, owner: team-data, target: 0.9, window: 4h}
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: loading, model: fraud, owner: team-serving, runbook: "https://example.com/load", window: 1d}
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: rollout, model: fraud, owner: team-serving, window: 1d}
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: training, model: fraud, owner: team-training, after: 5s}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: right, labels: {model: fraud, owner: team-model}}
            spec:
              service: fraud
              budgetingMethod: Timeslices
              timeWindow: [{duration: 4h, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: quality, measure: accuracy}}}}}
              objectives: [{target: 0.8}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: half-an-hour}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: ticket
                          condition: {kind: mwmb, pairs: [{budgetPercent: 40, longWindow: 40m, shortWindow: 20m}]}
            """;

    @TempDir
    private Path directory;

    @Test
    void eachEventIsToldByItsOwnObjectiveAndNothingElseIs() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("answers", 2);
            cluster.createTopic("truths", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            int answers = watched.registry().register("answers", EventEncoder.Type.PREDICTION.schema());
            List<byte[]> events = answers(new EventEncoder("fraud", EventEncoder.Type.PREDICTION, answers));
            Pins.publish(
                    watched.settings(directory), watched.file(), Pins.of(watched.file(), watched.registry(), events));
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                train(watched);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(told(watched)).hasSize(2));
                LabelEncoder labels =
                        new LabelEncoder("fraud", watched.registry().register("truths", LabelEncoder.schema()));
                watched.tell(change(Change.Kind.DEPLOYED, 0, "v1", ""));
                watched.tell(change(Change.Kind.LOADED, 0, "v1", ""));
                send(watched, events, 0, PROMOTED);
                label(cluster, labels, 0, PROMOTED);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                                watched.decision().map(Object::toString).orElse(""))
                        .contains("\"eligible\": \"yes\""));
                assertThat(told(watched)).hasSize(2);

                watched.tell(change(Change.Kind.PROMOTED, PROMOTED, "v1", ""));
                await().atMost(PATIENCE).until(() -> is(watched, "lifecycle", "production"));
                watched.tell(change(Change.Kind.DEPLOYED, PROMOTED + 2, "v2", ""));
                watched.tell(change(Change.Kind.LOAD_FAILED, PROMOTED + 3, "v2", ""));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(told(watched)).hasSize(3));
                watched.tell(change(Change.Kind.DEPLOYED, PROMOTED + 9, "v3", ""));
                watched.tell(change(Change.Kind.LOADED, PROMOTED + 10, "v3", ""));
                send(watched, events, PROMOTED, MINUTES);
                label(cluster, labels, PROMOTED, MINUTES);
                watched.end(2);
                end(cluster);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(told(watched)).hasSize(5);
                    assertThat(watched.isDrained()).isTrue();
                });
            }

            assertThat(told(watched))
                    .containsExactly(
                            "PAGE fraud-loading team-serving *: fraud · version v2 does not load since 2026-01-01 01:03Z:"
                                    + " no memory",
                            "PAGE slower team-model region=br: fraud · latency slower in region=br since",
                            "TICKET fraud-run-cost team-training run=dear: fraud · run dear",
                            "TICKET fraud-run-stuck team-training run=hangs: fraud · run hangs",
                            "TICKET right team-model *: fraud · accuracy fell in all events");
            assertThat(ended(watched)).contains("fraud-loading", "fraud-run-stuck");
            assertThat(watched.annotations("promotion_eligible")).hasSize(1);
            assertThat(watched.annotations("lifecycle_changed"))
                    .singleElement()
                    .asString()
                    .contains("promoted v1 by ada", "every criterion was met");
            assertThat(watched.annotations("change_not_confirmed")).hasSize(1);
        }
    }

    private static boolean is(Watched watched, String field, String value) {
        return watched.decision()
                .filter(decision -> decision.get(field).toString().equals(value))
                .isPresent();
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static Change change(Change.Kind kind, int minute, String version, String run) {
        return new Change(
                kind + "-" + version,
                kind,
                "fraud",
                minute(minute).toEpochMilli(),
                version,
                "",
                Map.of(),
                run,
                "ada",
                kind == Change.Kind.LOAD_FAILED ? "no memory" : "",
                "");
    }

    private static void send(Watched watched, List<byte[]> events, int fromMinute, int toMinute) {
        for (int i = fromMinute * A_MINUTE; i < toMinute * A_MINUTE; i++) {
            watched.send(i % 2, events.get(i));
        }
    }

    /** v1, and v3 from its load on; one event in twelve is of the region that v3 is slow in. */
    private static List<byte[]> answers(EventEncoder encoder) {
        Random random = new Random(11);
        List<byte[]> events = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int i = 0; i < A_MINUTE; i++) {
                boolean isNew = minute >= PROMOTED + 10;
                String region = i % 24 < 2 ? "br" : i % 4 < 2 ? "eu" : "us";
                double usual = isNew && region.equals("br") ? 300 : 120;
                double latency = usual * Math.exp(0.4 * random.nextGaussian());
                long timeMs = minute(minute).toEpochMilli() + i * 60_000L / A_MINUTE;
                events.add(encoder.write(
                        new Answer(timeMs, isNew ? "v3" : "v1", "ok", latency, RequestStatus.OK, region)));
            }
        }
        return events;
    }

    private static Stream<GenericRecord> firing(Watched watched) {
        return watched.alerts().stream()
                .filter(alert -> alert.get("policyStep").toString().isEmpty())
                .filter(alert -> alert.get("state").toString().equals("FIRING")
                        && alert.get("notice").toString().equals("opened"));
    }

    private static List<String> told(Watched watched) {
        return firing(watched).map(StoryIT::told).sorted().toList();
    }

    private static String told(GenericRecord alert) {
        GenericRecord objective = (GenericRecord) alert.get("objective");
        String first = alert.get("summary").toString().lines().findFirst().orElseThrow();
        String slow = first.contains(" slower in ") ? first.replaceAll(" since .*", " since") : first;
        slow = slow.replaceAll("(run \\w+) .*", "$1").replaceAll("(accuracy fell in all events) .*", "$1");
        return alert.get("severity") + " " + objective.get("id") + " " + objective.get("owner") + " "
                + alert.get("slice") + ": " + slow;
    }

    /** Six runs as usual; then one that hangs, and goes on only once it was told; and one that costs five times as much. */
    private void train(Watched watched) {
        TidingPublisher publisher =
                new TidingPublisher(watched.settings(directory.resolve("state")), watched.registry());
        List<RunReport> history = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            history.addAll(run("r" + i, i - 20, 10 + i % 3));
        }
        publisher.runs(history);
        publisher.runs(List.of(training("hangs").says(RunReport.Phase.STARTED, hour(-10))));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(watched)).hasSize(1));
        publisher.runs(List.of(
                training("hangs").with(RunAmount.COST, 11).says(RunReport.Phase.SUCCEEDED, hour(-10) + 1_800_000)));
        publisher.runs(run("dear", -5, 55));
    }

    private static TrainingRun training(String id) {
        return TrainingRun.of(id).ofModel("fraud");
    }

    private static long hour(int hour) {
        return START.plusSeconds(3_600L * hour).toEpochMilli();
    }

    private static List<RunReport> run(String id, int hour, double cost) {
        return List.of(
                training(id).says(RunReport.Phase.STARTED, hour(hour)),
                training(id).with(RunAmount.COST, cost).says(RunReport.Phase.SUCCEEDED, hour(hour) + 1_800_000));
    }

    /** Two minutes later it is known what was true: in one of twenty what was not said; from a time on in half of them. */
    private static void label(Cluster cluster, LabelEncoder labels, int fromMinute, int toMinute) {
        Random random = new Random(12 + fromMinute);
        for (int i = fromMinute * A_MINUTE; i < toMinute * A_MINUTE; i++) {
            long timeMs = START.toEpochMilli() + i * 60_000L / A_MINUTE;
            boolean isWrong = random.nextInt(20) == 0 || i >= WRONG * A_MINUTE && random.nextBoolean();
            byte[] label = labels.ofClass("r" + timeMs, isWrong ? "fraud" : "ok", timeMs + 120_000);
            cluster.send(new ProducerRecord<>("truths", 0, null, label));
        }
        cluster.flush();
    }

    private static void end(Cluster cluster) {
        ProducerRecord<byte[], byte[]> end = new ProducerRecord<>("truths", 0, null, new byte[0]);
        end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, new byte[0]));
        cluster.send(end);
        cluster.flush();
    }

    private static List<String> ended(Watched watched) {
        return watched.alerts().stream()
                .filter(alert -> alert.get("notice").toString().equals("closed"))
                .map(alert -> ((GenericRecord) alert.get("objective")).get("id").toString())
                .toList();
    }
}
