package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.domain.Reading;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.Scope;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.DependencyHealth;
import io.tidemark.serde.Answer;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.MonitorHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How requests end, how long they take and what the model depends on, from an event's bytes to an alert; one-minute windows, no lateness. Latencies are
 * log-normal with a median of 120 ms and a p95 of 231 ms, as a service's are.
 */
class RequestsHarnessIT {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final int A_MINUTE = 200;
    private static final String MONITOR =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-predictions, dependencies: {topic: fraud-dependencies}}
                columns: {request: [latency]}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, retention: 64m}
                comparisons: [previous]
            """;
    private static final String AVAILABLE = slo("available", "ratioMetric: {good: %s}", "kind: availability", "0.99");
    private static final String FAST = slo("fast", "ratioMetric: {good: %s}", "kind: latency, limit: 300ms", "0.95");
    private static final String P95 =
            slo("p95", "thresholdMetric: %s", "kind: latency, quantile: 0.95, limit: 300ms", "0.9");
    private static final String SLOWER =
            slo("slower", "thresholdMetric: %s", "kind: slower, reference: previous", "0.9");
    private static final String DATABASE =
            slo("database", "ratioMetric: {good: %s}", "kind: dependency, name: features-db", "0.99");
    private static final String FRESH =
            slo("database-fresh", "thresholdMetric: %s", "kind: freshness, dependency: features-db", "0.9");

    private final Random random = new Random(42);
    private MonitorHarness harness = start(AVAILABLE);

    private static MonitorHarness start(String slos) {
        MonitorHarness started = MonitorHarness.of(MONITOR + slos, Instant.parse("2026-01-02T00:00:00Z"));
        double[] edges = new double[60];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = 20 * Math.pow(1.08, i);
        }
        GridBook.Era era =
                new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(Map.of("latency", new NumberGrid(edges, 2, 1))));
        started.grids("fraud", new GridBook(List.of(era), new TreeSet<>(List.of(Scope.ALL))));
        return started;
    }

    private void restart(String slos) {
        harness.close();
        harness = start(slos);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static String slo(String name, String metric, String spec, String target) {
        boolean isStale = spec.contains("freshness");
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
                  objectives: [{%starget: %s}]
                """
                .formatted(
                        name,
                        metric.formatted("{metricSource: {spec: {" + spec + "}}}"),
                        isStale ? "op: lte, value: 120, " : "",
                        target);
    }

    private double latency(double median) {
        return median * Math.exp(0.4 * random.nextGaussian());
    }

    /** A minute of a service: one request in 300 fails, one in 100 is answered by a fallback. */
    private void minute(int minute, String version, double median) {
        for (int i = 0; i < A_MINUTE; i++) {
            int fate = random.nextInt(300);
            RequestStatus status =
                    fate == 0 ? RequestStatus.ERROR : fate < 4 ? RequestStatus.FALLBACK : RequestStatus.OK;
            harness.answer(new Answer(at(minute, i), version, "ok", latency(median), status));
        }
    }

    private static long at(int minute, int request) {
        return START + minute * MINUTE + request * MINUTE / A_MINUTE;
    }

    private void healthy(int from, int to) {
        for (int minute = from; minute < to; minute++) {
            minute(minute, "v1", 120);
        }
    }

    @Test
    void healthyServiceRaisesNoAlert() {
        restart(AVAILABLE.replace("kind: availability", "kind: availability, good: [OK, FALLBACK]")
                + FAST
                + P95
                + SLOWER
                + DATABASE
                + FRESH);
        for (int minute = 0; minute < 120; minute++) {
            harness.report("features-db", START + minute * MINUTE, DependencyHealth.HEALTHY);
            minute(minute, minute < 60 ? "v1" : "v2", 120);
        }
        harness.end();

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void requestsAreCountedByEveryRuleInEverySlice() {
        restart(AVAILABLE + FAST + P95);
        for (int i = 0; i < 100; i++) {
            RequestStatus status = i < 10 ? RequestStatus.TIMEOUT : i < 15 ? RequestStatus.FALLBACK : RequestStatus.OK;
            double latency = i < 10 ? Double.NaN : i < 30 ? 300.5 : 300;
            harness.answer(new Answer(START + i, i < 50 ? "v1" : "v2", "ok", latency, status));
        }
        harness.end();

        List<Reading> readings = harness.readings();

        assertThat(requests(of(readings, "*")))
                .extracting(Judged::measure, Judged::label, Judged::count, Judged::total, Judged::verdict)
                .containsExactly(
                        tuple(Measure.FAILED, "OK", 15L, 100L, Verdict.BAD),
                        tuple(Measure.SLOW, "300 ms", 30L, 100L, Verdict.BAD),
                        tuple(Measure.SLOW, "300 ms of those answered", 20L, 90L, Verdict.BAD));
        assertThat(requests(of(readings, "version=v1")))
                .extracting(Judged::count, Judged::total)
                .containsExactly(tuple(15L, 50L), tuple(30L, 50L), tuple(20L, 40L));
        assertThat(requests(of(readings, "version=v2")))
                .extracting(Judged::count, Judged::total)
                .containsExactly(tuple(0L, 50L), tuple(0L, 50L), tuple(0L, 50L));
        assertThat(offenders(of(readings, "*"), Measure.FAILED)).hasSize(5).isSubsetOf("TIMEOUT", "FALLBACK");
        assertThat(offenders(of(readings, "*"), Measure.SLOW))
                .hasSize(10)
                .isSubsetOf("TIMEOUT", "FALLBACK", "300.5 ms");
    }

    @Test
    void outageIsPagedWithItsRequests() {
        healthy(0, 30);
        for (int i = 0; i < 10 * A_MINUTE; i++) {
            RequestStatus status = i % 5 < 2 ? RequestStatus.TIMEOUT : RequestStatus.OK;
            harness.answer(new Answer(at(30, i), "v1", "ok", latency(120), status));
        }
        healthy(40, 60);
        harness.end();

        List<Alert> alerts = harness.alerts();

        assertThat(first(alerts))
                .isEqualTo(
                        "PAGE FIRING fraud · requests not OK in all events since 2026-01-01 00:30Z (81 of 400 requests in the"
                                + " last 2 min: 20.3 % against 1.0 % allowed, 20.25 × the budget's rate)\n"
                                + "  see fraud-predictions-0@6055 \"TIMEOUT\", fraud-predictions-0@6186 \"TIMEOUT\"     "
                                + "budget: 5 % used, lasts at this rate");
    }

    @Test
    void quantileOverItsLimitSaysHowMuch() {
        restart(P95 + FAST);
        healthy(0, 30);
        for (int minute = 30; minute < 40; minute++) {
            minute(minute, "v1", 300);
        }
        harness.end();

        assertThat(first(harness.alerts()))
                .isEqualTo(
                        "PAGE FIRING fraud · p95 latency over 300 ms in all events since 2026-01-01 00:30Z (p95 > 300 ms:"
                                + " 48.2 % of requests over, lower bound 30.2 %, n 199, 1 × 1 min)\n"
                                + "  see fraud-predictions-0@6295 \"390.9 ms\", fraud-predictions-0@6253 \"338.6 ms\"     "
                                + "budget: 1 % used, lasts at this rate");
    }

    @Test
    void slowVersionIsToldApartFromTheOneBefore() {
        restart(SLOWER);
        healthy(0, 30);
        for (int minute = 30; minute < 50; minute++) {
            minute(minute, "v2", 150);
        }
        harness.end();

        List<Reading> readings = harness.readings();

        assertThat(readings.stream()
                        .filter(reading -> reading.comparison() == Comparison.PREVIOUS
                                && reading.scope().slice().equals("version=v2"))
                        .map(Reading::reference))
                .hasSize(20)
                .containsOnly("previous:v1 (earlier windows)");
        assertThat(first(harness.alerts()))
                .isEqualTo(
                        "PAGE FIRING fraud · latency slower in version=v2 against previous:v1 (earlier windows) since 2026-01-01"
                                + " 00:30Z (larger in 64.9 % of pairs > 52.8 %, lower bound 53.6 %, n 200 against 6,000, 1 × 1 min)\n"
                                + "  \"(86.314, 93.2191]\": 5.6 % → 0.5 %; \"(253.521, 273.803]\": 1.0 % → 4.5 %     "
                                + "budget: 1 % used, lasts at this rate");
    }

    @Test
    void versionsThatServeTogetherAreComparedInTheSameWindows() {
        restart(SLOWER);
        healthy(0, 10);
        for (int minute = 10; minute < 20; minute++) {
            minute(minute, "v1", 400);
            minute(minute, "v2", 400);
        }
        harness.end();

        List<Reading> readings = harness.readings();

        assertThat(readings.stream()
                        .filter(reading -> reading.comparison() == Comparison.PREVIOUS
                                && reading.scope().slice().equals("version=v2"))
                        .map(Reading::reference))
                .hasSize(10)
                .containsOnly("previous:v1 (same windows)");
        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void fasterVersionIsNoNews() {
        restart(SLOWER);
        healthy(0, 30);
        for (int minute = 30; minute < 50; minute++) {
            minute(minute, "v2", 60);
        }
        harness.end();

        List<Measurement> shifts = harness.readings().stream()
                .filter(reading -> reading.comparison() == Comparison.PREVIOUS)
                .flatMap(reading -> reading.measurements().stream())
                .filter(measurement -> measurement.judged().measure() == Measure.RANK_SHIFT)
                .filter(measurement -> measurement.judged().verdict() == Verdict.BAD)
                .toList();

        assertThat(shifts).isNotEmpty();
        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void failingDependencyIsNamed() {
        restart(DATABASE + FRESH);
        for (int minute = 0; minute < 60; minute++) {
            boolean isDown = minute >= 30 && minute < 45;
            for (int report = 0; report < 6; report++) {
                DependencyHealth health = isDown ? DependencyHealth.DOWN : DependencyHealth.HEALTHY;
                harness.report("features-db", START + minute * MINUTE + report * 10_000, health);
                harness.report("cache", START + minute * MINUTE + report * 10_000, DependencyHealth.DEGRADED);
            }
            minute(minute, "v1", 120);
        }
        harness.end();

        List<Reading> readings = harness.readings();

        assertThat(requests(of(readings, "dependency:cache")))
                .extracting(Judged::measure, Judged::count, Judged::total)
                .containsOnly(tuple(Measure.UNHEALTHY, 6L, 6L));
        assertThat(of(readings, "*")).allMatch(reading -> reading.rows() == A_MINUTE);
        assertThat(first(harness.alerts()))
                .isEqualTo(
                        "PAGE FIRING fraud · features-db not HEALTHY since 2026-01-01 00:30Z (12 of 72 reports in the"
                                + " last 12 min: 16.7 % against 1.0 % allowed, 16.67 × the budget's rate)\n"
                                + "  see fraud-dependencies-0@374 \"DOWN\", fraud-dependencies-0@380 \"DOWN\"     "
                                + "budget: 14 % used, lasts at this rate");
    }

    @Test
    void dependencyThatFallsSilentIsStale() {
        restart(FRESH);
        for (int minute = 0; minute < 40; minute++) {
            if (minute < 20) {
                harness.report("features-db", START + minute * MINUTE, DependencyHealth.HEALTHY);
            }
            minute(minute, "v1", 120);
            if (minute == 21) {
                harness.advanceClock(Duration.ofSeconds(61));
            }
        }
        harness.end();

        assertThat(first(harness.alerts()))
                .isEqualTo(
                        "PAGE FIRING fraud · features-db stale since 2026-01-01 00:21Z (freshness 4 min > 2 min, 1 × 1 min)\n"
                                + "  budget: 1 % used, lasts at this rate");
    }

    /** How the first alert begins. */
    private static String first(List<Alert> alerts) {
        Alert alert = alerts.get(0);
        return alert.getSeverity() + " " + alert.getState() + " "
                + alert.getSummary().substring(0, alert.getSummary().indexOf("\n  owner"));
    }

    private static List<Reading> of(List<Reading> readings, String slice) {
        return readings.stream()
                .filter(reading -> reading.scope().slice().equals(slice) && reading.comparison() == Comparison.MAIN)
                .toList();
    }

    private static List<Judged> requests(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> reading.measurements().stream())
                .map(Measurement::judged)
                .filter(judged ->
                        List.of(Measure.FAILED, Measure.SLOW, Measure.UNHEALTHY).contains(judged.measure()))
                .toList();
    }

    private static List<String> offenders(List<Reading> readings, Measure measure) {
        return readings.stream()
                .flatMap(reading -> reading.measurements().stream())
                .filter(measurement -> measurement.judged().measure() == measure)
                .flatMap(measurement -> measurement.offenders().stream())
                .map(Offender::value)
                .toList();
    }
}
