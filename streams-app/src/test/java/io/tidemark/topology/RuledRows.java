package io.tidemark.topology;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Scope;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.MixedRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of a model whose data have many rules, and SLOs of them; one-minute windows, no lateness, no reference. */
final class RuledRows {
    static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    static final Instant CLOCK = Instant.parse("2026-01-02T00:00:00Z");
    static final String SECRET = "s3cret@example.com";
    static final String MONITOR =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, noDataAfter: 3m}
                columns:
                  redact: [email, ssn*]
                  allowed:
                    amount: {min: 0, max: 100}
                    country: {values: [BR, FR]}
                    zip: {pattern: "[0-9]{5}"}
                    email: {pattern: "x+@y"}
                quality:
                  expectedRows: 6000 per 1h
                  freshness: 10s
                  lateAfter: 30s
                  duplicates: true
                  rows: {min: 50, max: 150}
            """;

    private RuledRows() {}

    static MonitorHarness harness(String slos) {
        return harnessOf(MONITOR + slos);
    }

    static MonitorHarness harnessOf(String monitor) {
        MonitorHarness harness = MonitorHarness.of(monitor, CLOCK);
        Map<String, Grid> grids = Map.of(
                "amount", new NumberGrid(new double[] {1, 10, 100}, 2, 1),
                "country", new CategoryGrid(ColumnKind.CATEGORY, List.of("BR", "FR")),
                "email", new CategoryGrid(ColumnKind.CATEGORY, List.of(SECRET)),
                "zip", new CategoryGrid(ColumnKind.CATEGORY, List.of("12345")));
        grids(harness, grids);
        return harness;
    }

    static void grids(MonitorHarness harness, Map<String, Grid> grids) {
        GridBook.Era era = new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(grids));
        harness.grids("fraud", new GridBook(List.of(era), new TreeSet<>(List.of(Scope.ALL))));
    }

    /** An objective that counts rows. */
    static String events(String kind) {
        return slo(
                kind,
                "Occurrences",
                "ratioMetric: {counter: true, bad: {metricSource: {spec: {kind: " + kind
                        + "}}}, total: {metricSource: {spec: {kind: rows}}}}",
                "{target: 0.99}");
    }

    /** An objective that counts windows. */
    static String windows(String kind, String more) {
        return slo(
                kind + "-windows",
                "Timeslices",
                "thresholdMetric: {metricSource: {spec: {kind: " + kind + more + "}}}",
                "{target: 0.9, timeSliceWindow: 1m, timeSliceTarget: 1.0}");
    }

    static String slo(String name, String method, String indicator, String objective) {
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
                  budgetingMethod: %s
                  timeWindow: [{duration: 1d, isRolling: true}]
                  indicator: {spec: {%s}}
                  objectives: [%s]
                """
                .formatted(name, method, indicator, objective);
    }

    static Map<String, Object> values() {
        return new HashMap<>(Map.of("amount", 5.0, "country", "BR", "zip", "12345", "email", "xxx@y"));
    }

    /** Rows every half second to the minute's middle and its last half second. */
    static void minute(MonitorHarness harness, int minute, int rows) {
        for (int row = 0; row < rows; row++) {
            long offset = minute * 60_000L + (row == rows - 1 ? 59_500 : 500L * row);
            harness.pipeAt(at(offset), new MixedRow(START + offset, "e" + row, values()));
        }
    }

    static Instant at(long offsetMs) {
        return Instant.ofEpochMilli(START + offsetMs).plus(Duration.ofMillis(100));
    }
}
