package io.tidemark.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prices of three regions in windows of a minute, which have to be in [0, 1]: a monitor file with one SLO, and its events.
 *
 * <p>Of ten rows a region and minute a tenth may be bad over an hour; half of that budget within ten minutes pages.
 */
public final class Prices {
    /** The first event. */
    public static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** The clock, well after all events. */
    public static final Instant CLOCK = Instant.parse("2026-01-02T00:00:00Z");

    /** The regions. */
    public static final List<String> REGIONS = List.of("apac", "eu", "us");

    private static final long MINUTE = 60_000;
    private static final int ROWS = 10;
    private static final String MONITOR =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 1h}
                columns: {allowed: {price: {min: 0, max: 1}}}
            """;
    private static final String SLO =
            """
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: prices
              labels: {model: fraud, owner: t}
              annotations: {tidemark.io/runbook: "https://example.com"CARE}
            spec:
              service: fraud
              budgetingMethod: Occurrences
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: tidemark, spec: {kind: range, column: price, slices: all}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.9}]
            """;
    private static final String POLICY =
            """
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: minutes}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 50, longWindow: 10m, shortWindow: 2m}]
                            minTotal: 2
                            minBad: 2
                            keepFiringFor: 2m
            """;

    private Prices() {}

    /** The monitor file. */
    public static String file() {
        return file("");
    }

    /** The monitor file with more annotations of its SLO: {@code tidemark.io/mode: dryRun}. */
    public static String file(String annotation) {
        return fileOfUsualAlerts(annotation) + POLICY;
    }

    /** The monitor file with the alert policy that is always there. */
    public static String fileOfUsualAlerts(String annotation) {
        return MONITOR + SLO.replace("CARE", annotation.isEmpty() ? "" : ", " + annotation);
    }

    /** Ten rows of each region in each of the minutes. */
    public static void minutes(MonitorHarness harness, int from, int to, Set<String> bad) {
        minutes(harness, from, to, REGIONS, bad);
    }

    /** Ten rows of each of the regions in each of the minutes. */
    public static void minutes(MonitorHarness harness, int from, int to, Collection<String> regions, Set<String> bad) {
        for (int minute = from; minute < to; minute++) {
            for (int row = 0; row < ROWS; row++) {
                for (String region : regions) {
                    pipe(harness, minute, row, region, bad.contains(region) ? 5.0 : 0.5);
                }
            }
        }
    }

    /** One row. */
    public static void pipe(MonitorHarness harness, int minute, int millis, String region, double price) {
        harness.pipe(new FeatureRow(START + minute * MINUTE + millis, region, Map.of("price", price)));
    }
}
