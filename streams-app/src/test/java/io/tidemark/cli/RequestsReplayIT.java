package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of requests as a file, under names of its own: an outage, then a slow version, and quiet before, between and after. */
class RequestsReplayIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MONITORS =
            """
            monitors:
              - model: fraud
                source:
                  topic: fraud-predictions
                  dependencies: {topic: fraud-dependencies}
                  csv: {time: at, version: build, prediction: verdict, score: score, latency: took, status: outcome}
                windows: {size: 1m, pane: 1m, lateness: 0s, retention: 3h}
                reference: {from: 2026-01-01T00:00:00Z, to: 2026-01-01T00:40:00Z}
                comparisons: [previous]
            """;

    @TempDir
    private Path directory;

    @Test
    void outageAndSlowVersionAreToldFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("requests.csv"), log());
        String slos = slo("available", "ratioMetric: {good: %s}", "kind: availability, good: [OK, FALLBACK]", "0.99")
                + slo("p95", "thresholdMetric: %s", "kind: latency, quantile: 0.95, limit: 400ms", "0.9")
                + slo("slower", "thresholdMetric: %s", "kind: slower, reference: previous", "0.9")
                + slo("scores", "thresholdMetric: %s", "kind: drift, column: score", "0.9")
                + slo("database", "ratioMetric: {good: %s}", "kind: dependency", "0.99");
        Path monitors = Files.writeString(directory.resolve("m.yaml"), MONITORS + slos);

        Shell.run(
                "replay", file, "--config", monitors, "--readings-out", out("readings"), "--alerts-out", out("alerts"));

        List<JsonNode> alerts = JsonLines.read(out("alerts"));
        assertThat(told(alerts, "available"))
                .containsExactly("fraud · requests not OK or FALLBACK in all events since 2026-01-01 01:00Z");
        assertThat(told(alerts, "slower"))
                .containsExactly("fraud · latency slower in version=v2 against previous:v1 (earlier windows) since"
                        + " 2026-01-01 01:30Z");
        assertThat(told(alerts, "p95")).isEmpty();
        assertThat(told(alerts, "scores")).isEmpty();
        assertThat(told(alerts, "database")).isEmpty();
        assertThat(columns(JsonLines.read(out("readings"))))
                .containsExactlyInAnyOrder("", "latency", "score", "status", "prediction");
    }

    @Test
    void statusNeedsNoPrediction() throws IOException {
        Path file = Files.writeString(directory.resolve("requests.csv"), log());
        String slos = slo("available", "ratioMetric: {good: %s}", "kind: availability, good: [OK, FALLBACK]", "0.99");
        Path monitors =
                Files.writeString(directory.resolve("m.yaml"), MONITORS.replace("prediction: verdict, ", "") + slos);

        Shell shell = Shell.run("replay", file, "--config", monitors, "--alerts-out", out("alerts"));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(told(JsonLines.read(out("alerts")), "available"))
                .containsExactly("fraud · requests not OK or FALLBACK in all events since 2026-01-01 01:00Z");
    }

    private Path out(String name) {
        return directory.resolve(name + ".jsonl");
    }

    /** What the first alerts of each episode say until the bracket, of one objective. */
    private static Set<String> told(List<JsonNode> alerts, String slo) {
        return alerts.stream()
                .filter(alert -> alert.get("objective").get("id").asText().equals(slo))
                .filter(alert -> alert.get("state").asText().equals("FIRING"))
                .filter(alert -> alert.get("policyStep").asText().isEmpty())
                .map(alert -> alert.get("summary").asText())
                .map(summary -> summary.substring(0, summary.indexOf(" (", summary.indexOf("since"))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> columns(List<JsonNode> readings) {
        Set<String> columns = new TreeSet<>();
        readings.forEach(reading -> reading.get("measurements")
                .forEach(found -> columns.add(found.get("column").asText())));
        return columns;
    }

    /** 150 requests a minute for two and a half hours; at 01:00 ten minutes of timeouts, from 01:30 on another version, half slower again. */
    private static String log() {
        Random random = new Random(7);
        StringBuilder log = new StringBuilder("at,build,verdict,score,took,outcome\n");
        for (int minute = 0; minute < 150; minute++) {
            for (int i = 0; i < 150; i++) {
                boolean isLost = minute >= 60 && minute < 70 && random.nextInt(3) == 0;
                int fate = random.nextInt(400);
                String outcome = isLost ? "timeout" : fate == 0 ? "ERROR" : fate < 4 ? "fallback" : "ok";
                double took = (minute < 90 ? 120 : 190) * Math.exp(0.4 * random.nextGaussian());
                log.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%.3f,%s,%s%n",
                        START.plusMillis(minute * 60_000L + i * 400L),
                        minute < 90 ? "v1" : "v2",
                        random.nextInt(50) == 0 ? "fraud" : "fine",
                        Math.pow(random.nextDouble(), 3),
                        isLost ? "" : String.format(Locale.ROOT, "%.1f", took),
                        outcome));
            }
        }
        return log.toString();
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
