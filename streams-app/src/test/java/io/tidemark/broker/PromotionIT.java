package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.Change;
import io.tidemark.domain.RequestStatus;
import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import io.tidemark.serde.Answer;
import io.tidemark.serde.EventEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model's way on a real broker: experimental, and only tried out; it becomes eligible and is promoted; a version is
 * deployed that does not load; its successor loads and is slow in one small region. Each is told by its own objective, to its own owner;
 * nothing else is.
 */
class PromotionIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PROMOTED = 60;
    private static final int MINUTES = 120;
    private static final int A_MINUTE = 240;
    private static final String MONITORS =
            """
            monitors:
              - model: fraud
                source: {topic: answers}
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
                  dryRunPages: {most: 1, over: 30m}
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
            """;

    @TempDir
    private Path directory;

    @Test
    void eachEventIsToldByItsOwnObjectiveAndNothingElseIs() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("answers", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            int answers = watched.registry().register("answers", EventEncoder.Type.PREDICTION.schema());
            List<byte[]> events = answers(new EventEncoder("fraud", EventEncoder.Type.PREDICTION, answers));
            Pins.publish(
                    watched.settings(directory), watched.file(), Pins.of(watched.file(), watched.registry(), events));
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                watched.tell(change(Change.Kind.RETRAINED, -60, "v1", "run-1"));
                watched.tell(change(Change.Kind.DEPLOYED, 0, "v1", ""));
                watched.tell(change(Change.Kind.LOADED, 0, "v1", ""));
                send(watched, events, 0, PROMOTED);
                await().atMost(PATIENCE).until(() -> is(watched, "eligible", "yes"));
                assertThat(told(watched)).isEmpty();

                watched.tell(change(Change.Kind.PROMOTED, PROMOTED, "v1", ""));
                await().atMost(PATIENCE).until(() -> is(watched, "lifecycle", "production"));
                watched.tell(change(Change.Kind.RETRAINED, PROMOTED + 1, "v2", "run-2"));
                watched.tell(change(Change.Kind.DEPLOYED, PROMOTED + 2, "v2", ""));
                watched.tell(change(Change.Kind.LOAD_FAILED, PROMOTED + 3, "v2", ""));
                await().atMost(PATIENCE).until(() -> told(watched).size() == 1);
                watched.tell(change(Change.Kind.RETRAINED, PROMOTED + 7, "v3", "run-3"));
                watched.tell(change(Change.Kind.DEPLOYED, PROMOTED + 9, "v3", ""));
                watched.tell(change(Change.Kind.LOADED, PROMOTED + 10, "v3", ""));
                send(watched, events, PROMOTED, MINUTES);
                watched.end(2);
                await().atMost(PATIENCE).until(() -> told(watched).size() >= 2 && watched.isDrained());
            }

            assertThat(told(watched))
                    .containsExactly(
                            "PAGE fraud-loading team-serving *: fraud · version v2 does not load since 2026-01-01 01:03Z:"
                                    + " no memory",
                            "PAGE slower team-model region=br: fraud · latency slower in region=br since");
            assertThat(lineage(watched, "slower")).startsWith("version v3: run run-3 succeeded 2026-01-01 01:07Z");
            assertThat(ended(watched)).contains("fraud-loading");
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
        return firing(watched).map(PromotionIT::told).sorted().toList();
    }

    private static String told(GenericRecord alert) {
        GenericRecord objective = (GenericRecord) alert.get("objective");
        String first = alert.get("summary").toString().lines().findFirst().orElseThrow();
        String slow = first.contains(" slower in ") ? first.replaceAll(" since .*", " since") : first;
        return alert.get("severity") + " " + objective.get("id") + " " + objective.get("owner") + " "
                + alert.get("slice") + ": " + slow;
    }

    private static String lineage(Watched watched, String objective) {
        return firing(watched)
                .filter(alert -> ((GenericRecord) alert.get("objective"))
                        .get("id")
                        .toString()
                        .equals(objective))
                .map(alert -> alert.get("lineage").toString())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ended(Watched watched) {
        return watched.alerts().stream()
                .filter(alert -> alert.get("notice").toString().equals("closed"))
                .map(alert -> ((GenericRecord) alert.get("objective")).get("id").toString())
                .toList();
    }
}
