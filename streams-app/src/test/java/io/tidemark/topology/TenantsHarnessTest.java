package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.schemas.Alert;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.MixedRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tenants, from an event's bytes to an alert: two models of one name, and a quota of two events a second. */
class TenantsHarnessTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final String FILE =
            """
            apiVersion: tidemark.io/v1
            kind: Tenant
            metadata: {name: ads}
            spec: {owner: team-ads, owners: {data: team-features}, quotas: {eventsPerSecond: 2}}
            ---
            monitors:
              - model: ctr
                tenant: ads
                source: {topic: ads-events}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, noDataAfter: 3m}
                columns: {allowed: {amount: {min: 0, max: 10}}}
                quality: {rows: {min: 5, max: 1000}}
              - {model: ctr, source: {topic: other-events}}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: amounts
              labels: {model: ctr, tenant: ads}
              annotations: {tidemark.io/runbook: "https://example.com/r"}
            spec:
              service: ctr
              budgetingMethod: Occurrences
              timeWindow: [{duration: 1d, isRolling: true}]
              indicator: {spec: {ratioMetric: {counter: true, bad: {metricSource: {spec: {kind: range}}}, total: {metricSource: {spec: {kind: rows}}}}}}
              objectives: [{target: 0.99}]
            """;

    private static MonitorHarness harness() {
        MonitorHarness harness = MonitorHarness.of(FILE, START.plusSeconds(86_400));
        GridBook.Era era = new GridBook.Era(
                Long.MIN_VALUE, new TreeMap<>(Map.of("amount", new NumberGrid(new double[] {1, 10, 100}, 2, 1))));
        harness.grids("ads:ctr", new GridBook(List.of(era), new TreeSet<>(List.of(Scope.ALL))));
        return harness;
    }

    private static void minute(MonitorHarness harness, int minute, int rows, double amount) {
        for (int row = 0; row < rows; row++) {
            Instant at = START.plusSeconds(60L * minute).plusMillis(59_000L * row / rows);
            harness.pipeAt(at, new MixedRow(at.toEpochMilli(), "e" + minute + "-" + row, Map.of("amount", amount)));
        }
    }

    private static Judged judged(Reading reading, Measure measure) {
        return reading.measurements().stream()
                .map(measurement -> measurement.judged())
                .filter(judged -> judged.measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withinItsQuotaATenantsWindowIsWhole() {
        try (MonitorHarness harness = harness()) {
            minute(harness, 0, 100, 5);
            harness.end();

            List<Reading> readings = harness.readings();

            assertThat(readings).singleElement().satisfies(reading -> {
                assertThat(reading.scope().model()).isEqualTo("ads:ctr");
                assertThat(reading.rows()).isEqualTo(100);
                assertThat(judged(reading, Measure.OUT_OF_RANGE).verdict()).isEqualTo(Verdict.GOOD);
                assertThat(reading.measurements())
                        .noneMatch(measurement -> measurement.judged().measure() == Measure.UNREAD);
            });
        }
    }

    /** 600 events in a minute, of which 20 in each of six spans are read. */
    @Test
    void beyondItNothingIsSaidToBeGoodAndTheShareIsTold() {
        try (MonitorHarness harness = harness()) {
            minute(harness, 0, 600, 5);
            harness.end();

            Reading reading = harness.readings().get(0);

            assertThat(reading.rows()).isEqualTo(120);
            assertThat(judged(reading, Measure.UNREAD))
                    .extracting(Judged::count, Judged::total, Judged::verdict)
                    .containsExactly(480L, 600L, Verdict.BAD);
            assertThat(reading.measurements())
                    .noneMatch(measurement -> measurement.judged().verdict() == Verdict.GOOD);
            assertThat(judged(reading, Measure.OUT_OF_RANGE).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        }
    }

    @Test
    void whatWasReadCanStillBeBadAndIsToldToTheOwnerOfItsCause() {
        try (MonitorHarness harness = harness()) {
            minute(harness, 0, 600, 50);
            minute(harness, 1, 600, 50);
            harness.end();

            assertThat(judged(harness.readings().get(0), Measure.OUT_OF_RANGE).verdict())
                    .isEqualTo(Verdict.BAD);
            Alert alert = harness.alerts().get(0);
            assertThat(alert.getModel()).isEqualTo("ads:ctr");
            assertThat(alert.getTenant()).isEqualTo("ads");
            assertThat(alert.getCause()).isEqualTo("data");
            assertThat(alert.getObjective().getOwner()).isEqualTo("team-features");
        }
    }
}
