package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.schemas.Alert;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Training data, the rest and a canary, from an event's bytes to an alert; one-minute windows, no lateness. */
@Tag("slow")
class ComparisonsHarnessTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long HALF_A_YEAR = Duration.ofDays(180).toMillis();
    private static final long MINUTE = 60_000;
    private static final NumberGrid QUARTERS = new NumberGrid(new double[] {1, 2, 3}, 2, 1);
    private static final String YAML =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, retention: 64m}
                comparisons: [%s]
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: no-skew
              labels: {model: fraud, owner: risk}
              annotations: {tidemark.io/runbook: "https://example.com/skew"}
            spec:
              service: fraud
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1d, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: drift, reference: %s}}}}}
              objectives: [{target: 0.9, timeSliceWindow: 1m, timeSliceTarget: 1.0}]
            """;

    private MonitorHarness harness = start("training", "training");

    private static MonitorHarness start(String comparisons, String reference) {
        MonitorHarness started =
                MonitorHarness.of(YAML.formatted(comparisons, reference), Instant.parse("2026-01-02T00:00:00Z"));
        GridBook.Era era = new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(Map.of("price", QUARTERS)));
        started.grids("fraud", new GridBook(List.of(era), new TreeSet<>(List.of(Scope.ALL))));
        return started;
    }

    private void restart(String comparisons, String reference) {
        harness.close();
        harness = start(comparisons, reference);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /** A quarter of the rows in each cell. */
    private static double even(int row) {
        return 0.5 + row % 4;
    }

    private static FeatureRow row(long timeMs, String region, double price) {
        return new FeatureRow(timeMs, region, Map.of("price", price));
    }

    private void train(int rows, long fromMs) {
        for (int i = 0; i < rows; i++) {
            harness.pipe(row(fromMs + i * 1_000L, "eu", even(i)).trained());
        }
    }

    private void serve(int minute, int rows) {
        for (int i = 0; i < rows; i++) {
            harness.pipe(row(START + minute * MINUTE + i, "eu", even(i)));
        }
    }

    private static List<Reading> of(List<Reading> readings, Comparison comparison, String slice) {
        return readings.stream()
                .filter(reading -> reading.comparison() == comparison
                        && reading.scope().slice().equals(slice))
                .toList();
    }

    private static Measurement ks(Reading reading) {
        return reading.measurements().stream()
                .filter(m -> m.scale() == 1 && m.judged().measure() == Measure.KS)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void burstOfOldTrainingEventsIsOneReference() {
        train(400, START - HALF_A_YEAR);
        serve(0, 100);
        serve(1, 100);
        harness.end();

        List<Reading> readings = harness.readings();

        assertThat(readings).extracting(reading -> reading.scope().stage()).containsOnly(Stage.SERVING);
        assertThat(readings).extracting(reading -> reading.window().startMs()).containsOnly(START, START + MINUTE);
        List<Reading> version = of(readings, Comparison.TRAINING, "version=v1");
        assertThat(version).hasSize(2).extracting(Reading::reference).containsOnly("training:v1");
        assertThat(ks(version.get(0)).judged().estimate().m()).isEqualTo(400);
        assertThat(ks(version.get(0)).judged().estimate().n()).isEqualTo(100);
        assertThat(of(readings, Comparison.TRAINING, "*"))
                .extracting(Reading::reference)
                .containsOnly("training:v1");
        assertThat(of(readings, Comparison.TRAINING, "region=eu"))
                .extracting(Reading::reference)
                .containsOnly("training:region=eu");
        assertThat(harness.meters().read(Meter.LATE_EXPIRED)).isZero();
        assertThat(harness.meters().read(Meter.LATE_MERGED)).isZero();
    }

    @Test
    void trainingEventsThatAreAheadCloseNoServingWindow() {
        serve(0, 50);
        train(10, START + 12 * 60 * MINUTE);
        serve(0, 50);
        serve(1, 100);
        harness.end();

        List<Reading> whole = of(harness.readings(), Comparison.MAIN, "*");

        assertThat(whole).extracting(Reading::rows).containsExactly(100L, 100L);
        assertThat(whole).extracting(Reading::revision).containsOnly(0);
    }

    @Test
    void partitionOfTrainingEventsAloneHoldsNothingOnceItIsIdle() {
        train(10, START - HALF_A_YEAR);
        harness.advanceClock(Duration.ofMinutes(2));

        assertThat(harness.readings()).isEmpty();
    }

    @Test
    void objectiveOnTrainingAlertsOnSkewAndSaysSo() {
        train(2_000, START - HALF_A_YEAR);
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 200; i++) {
                harness.pipe(row(START + minute * MINUTE + i, "eu", 0.5));
            }
        }
        harness.end();

        List<Alert> alerts = harness.alerts();

        assertThat(of(harness.readings(), Comparison.TRAINING, "*"))
                .allMatch(reading -> ks(reading).judged().verdict() == Verdict.BAD);
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.get(0).getSummary().toString()).contains("price drifted in all events against training:v1");
    }

    @Test
    void objectiveOnTheReferenceCountsNoOtherReading() {
        restart("training", "main");
        train(2_000, START - HALF_A_YEAR);
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 200; i++) {
                harness.pipe(row(START + minute * MINUTE + i, "eu", 0.5));
            }
        }
        harness.end();

        // BAD against training, but without a pinned reference the main readings are warming up
        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void restIsWhatTheSliceIsNot() {
        restart("rest", "rest");
        for (int i = 0; i < 300; i++) {
            harness.pipe(row(START + i, i % 3 == 0 ? "eu" : "us", even(i / 3)));
        }
        harness.end();

        List<Reading> readings = harness.readings();

        Reading eu = of(readings, Comparison.REST, "region=eu").get(0);
        assertThat(eu.reference()).isEqualTo("rest");
        assertThat(ks(eu).judged().estimate().n()).isEqualTo(100);
        assertThat(ks(eu).judged().estimate().m()).isEqualTo(200);
        assertThat(of(readings, Comparison.REST, "*")).isEmpty();
        assertThat(readings.stream()
                        .filter(r -> r.comparison() == Comparison.MAIN)
                        .toList())
                .extracting(reading -> reading.scope().slice())
                .containsExactly("*", "region=eu", "region=us", "version=v1");
    }

    @Test
    void canaryIsComparedWithTheOtherVersion() {
        restart("{canary: v2, against: v1}", "canary");
        for (int i = 0; i < 400; i++) {
            FeatureRow row = row(START + i, "eu", i % 4 == 0 ? 0.5 : even(i));
            harness.pipe(i % 4 == 0 ? row.of("v2") : row);
        }
        harness.end();

        List<Reading> canary = of(harness.readings(), Comparison.CANARY, "version=v2");

        assertThat(canary).extracting(Reading::reference).containsExactly("canary:v1");
        assertThat(ks(canary.get(0)).judged().estimate().n()).isEqualTo(100);
        assertThat(ks(canary.get(0)).judged().estimate().m()).isEqualTo(300);
        assertThat(ks(canary.get(0)).judged().verdict()).isEqualTo(Verdict.BAD);
    }
}
