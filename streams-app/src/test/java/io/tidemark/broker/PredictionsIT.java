package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.RequestStatus;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import io.tidemark.schemas.DependencyEvent;
import io.tidemark.schemas.DependencyHealth;
import io.tidemark.serde.Answer;
import io.tidemark.serde.EventEncoder;
import io.tidemark.testkit.Reports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Predictions and the reports of a dependency on a real broker: half an hour of health, an outage of ten minutes, a slower version, a dependency that fails. Each is told by its
 * own objective, with its own start; nothing else is.
 */
class PredictionsIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final byte[] NOTHING = {};
    private static final int MINUTES = 90;
    private static final int A_MINUTE = 120;
    private static final String MONITORS =
            """
            monitors:
              - model: fraud
                source: {topic: answers, dependencies: {topic: reports}}
                columns: {request: [latency]}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 2s, retention: 3h}
                reference: {from: 2026-01-01T00:00:00Z, to: 2026-01-01T00:30:00Z}
                comparisons: [previous]
            """;

    @TempDir
    private Path directory;

    @Test
    void eachFailureIsToldByItsOwnObjective() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("answers", 2);
            cluster.createTopic("reports", 1);
            Watched watched = new Watched(
                    cluster,
                    "app",
                    MONITORS
                            + slo("available", "ratioMetric: {good: %s}", "kind: availability", "0.98")
                            + slo("slower", "thresholdMetric: %s", "kind: slower, reference: previous", "0.9")
                            + slo(
                                    "database",
                                    "ratioMetric: {good: %s}",
                                    "kind: dependency, name: features-db",
                                    "0.99"));
            int answers = watched.registry().register("answers", EventEncoder.Type.PREDICTION.schema());
            List<byte[]> events = answers(new EventEncoder("fraud", EventEncoder.Type.PREDICTION, answers));
            Pins.publish(
                    watched.settings(directory), watched.file(), Pins.of(watched.file(), watched.registry(), events));
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                for (int i = 0; i < events.size(); i++) {
                    watched.send(i % 2, events.get(i));
                }
                report(cluster, new Reports(watched.registry().register("reports", DependencyEvent.getClassSchema())));
                watched.end(2);
                end(cluster, "reports");

                await().atMost(Duration.ofSeconds(120))
                        .until(() -> told(watched).size() >= 3 && watched.isDrained());
            }

            assertThat(told(watched))
                    .containsExactly(
                            "available fraud · requests not OK in all events since 2026-01-01 00:30Z",
                            "database fraud · features-db not HEALTHY since 2026-01-01 01:10Z",
                            "slower fraud · latency slower in version=v2 against previous:v1 (earlier windows) since"
                                    + " 2026-01-01 00:50Z");
            Watched.Heard report = watched.reading(new Watched.Key("dependency:features-db", minute(75)));
            assertThat(report.rows()).isEqualTo(6);
            assertThat(report.verdicts("", "unhealthy")).containsOnlyKeys("HEALTHY");
            assertThat(watched.reading(new Watched.Key("*", minute(75))).rows()).isEqualTo(A_MINUTE);
        }
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static List<byte[]> answers(EventEncoder encoder) {
        Random random = new Random(11);
        List<byte[]> events = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int i = 0; i < A_MINUTE; i++) {
                boolean isLost = minute >= 30 && minute < 40 && random.nextInt(3) == 0;
                RequestStatus status = isLost
                        ? RequestStatus.TIMEOUT
                        : random.nextInt(300) == 0 ? RequestStatus.ERROR : RequestStatus.OK;
                double latency = (minute < 50 ? 120 : 220) * Math.exp(0.4 * random.nextGaussian());
                long timeMs = minute(minute).toEpochMilli() + i * 500L;
                String version = minute < 50 ? "v1" : "v2";
                events.add(encoder.write(new Answer(timeMs, version, "ok", isLost ? Double.NaN : latency, status)));
            }
        }
        return events;
    }

    private static void report(Cluster cluster, Reports reports) {
        for (int minute = 0; minute < MINUTES; minute++) {
            DependencyHealth health = minute >= 70 && minute < 80 ? DependencyHealth.DOWN : DependencyHealth.HEALTHY;
            for (int i = 0; i < 6; i++) {
                long timeMs = minute(minute).toEpochMilli() + i * 10_000L;
                cluster.send(
                        new ProducerRecord<>("reports", 0, null, reports.write("", "features-db", timeMs, health)));
            }
        }
    }

    private static void end(Cluster cluster, String topic) {
        ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, 0, null, NOTHING);
        end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, NOTHING));
        cluster.send(end);
        cluster.flush();
    }

    /** What firing alerts are about, by objective; those of error-budget policies' steps aside. */
    private static Set<String> told(Watched watched) {
        return watched.alerts().stream()
                .filter(alert -> alert.get("policyStep").toString().isEmpty())
                .filter(alert -> alert.get("state").toString().equals("FIRING"))
                .map(PredictionsIT::told)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String told(GenericRecord alert) {
        String summary = alert.get("summary").toString();
        return ((GenericRecord) alert.get("objective")).get("id") + " "
                + summary.substring(0, summary.indexOf(" (", summary.indexOf("since")));
    }

    private static String slo(String name, String metric, String spec, String target) {
        return """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata:
                  name: %s
                  labels: {model: fraud, owner: risk}
                  annotations: {tidemark.io/runbook: "https://example.com/r"}
                spec:
                  service: fraud
                  timeWindow: [{duration: 1d, isRolling: true}]
                  indicator: {spec: {%s}}
                  objectives: [{target: %s}]
                """
                .formatted(name, metric.formatted("{metricSource: {spec: {" + spec + "}}}"), target);
    }
}
