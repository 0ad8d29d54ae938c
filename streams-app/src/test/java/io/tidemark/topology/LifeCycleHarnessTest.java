package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.AlertState;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.SloStatus;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The life of an alert, from events to topics: one-minute windows of prices that have to be in [0, 1]. */
class LifeCycleHarnessTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Instant CLOCK = Instant.parse("2026-01-02T00:00:00Z");
    private static final Set<String> ALL = Set.of("eu", "us", "apac");
    private static final String MONITOR =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 1h}
                columns: {allowed: {price: {min: 0, max: 1}}}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: prices
              labels: {model: fraud, owner: t}
              annotations: {tidemark.io/runbook: "https://example.com"MODE}
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

    private static MonitorHarness live() {
        return MonitorHarness.of(MONITOR.replace("MODE", ""), CLOCK);
    }

    /** Those about burning, not those about steps of a policy. */
    private static List<Alert> burning(List<Alert> alerts) {
        return alerts.stream().filter(alert -> alert.getPolicyStep().isEmpty()).toList();
    }

    /** A minute of ten rows a region. */
    private static void minute(MonitorHarness harness, int minute, Set<String> bad) {
        for (int i = 0; i < 10; i++) {
            for (String region : ALL) {
                long timeMs = START + minute * 60_000L + i;
                harness.pipe(new FeatureRow(timeMs, region, Map.of("price", bad.contains(region) ? 5.0 : 0.5)));
            }
        }
    }

    private static void minutes(MonitorHarness harness, int from, int to, Set<String> bad) {
        for (int minute = from; minute < to; minute++) {
            minute(harness, minute, bad);
        }
    }

    private static Operation operation(Kind kind, String episode, Operation.Span span) {
        return new Operation("1", kind, "fraud", 0, "ada", "why not", episode, Operation.Cover.ALL, span, "");
    }

    @Test
    void allEventsSpeakForTheirSlices() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 20, ALL);
            harness.end();

            List<Alert> alerts = burning(harness.alerts());

            assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(alert.getSlice())
                    .isEqualTo("*"));
            assertThat(alerts.get(0).getNotice()).isEqualTo("opened");
            assertThat(alerts.get(0).getSlicesFiring()).isEqualTo(4);
            assertThat(alerts.get(0).getSlicesKnown()).isEqualTo(4);
            assertThat(alerts.get(0).getSummary()).contains("\n  in 4 of 4 slices, most in region=");
            assertThat(burning(harness.latestAlerts())).isEqualTo(alerts);
            assertThat(harness.dryRuns()).isEmpty();
        }
    }

    @Test
    void oneSliceSpeaksForItself() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 14, Set.of("eu"));
            harness.end();

            assertThat(burning(harness.alerts())).isNotEmpty().allSatisfy(alert -> assertThat(alert.getSlice())
                    .isEqualTo("region=eu"));
        }
    }

    @Test
    void vectorRDryRunSaysNothingOnTheLiveTopics() {
        try (MonitorHarness harness = MonitorHarness.of(MONITOR.replace("MODE", ", tidemark.io/mode: dryRun"), CLOCK)) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 20, ALL);
            harness.end();

            assertThat(harness.dryRuns()).isNotEmpty().allSatisfy(alert -> assertThat(alert.getDryRun())
                    .isTrue());
            assertThat(harness.alerts()).isEmpty();
            assertThat(harness.latestAlerts()).isEmpty();
        }
    }

    @Test
    void openAlertBeatsEachMinuteWithItsLastNumber() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 18, ALL);
            List<Alert> before = burning(harness.alerts());
            Alert last = before.get(before.size() - 1);
            harness.latestAlerts();
            harness.advanceClock(Duration.ofSeconds(70));
            harness.alerts();
            harness.advanceClock(Duration.ofSeconds(60));

            assertThat(burning(harness.alerts()))
                    .extracting(Alert::getNotice, Alert::getSequence, Alert::getState, Alert::getPreviousState)
                    .containsExactly(tuple("heartbeat", last.getSequence(), AlertState.FIRING, AlertState.FIRING));
            assertThat(harness.latestAlerts()).isEmpty();
        }
    }

    @Test
    void acknowledgementIsOnTheAlertAndWrittenDown() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 18, ALL);
            Alert open = burning(harness.alerts()).get(0);
            harness.annotations();

            harness.operation(operation(Kind.ACKNOWLEDGE, open.getEpisodeId(), Operation.Span.NONE));
            harness.operation(operation(Kind.ACKNOWLEDGE, open.getEpisodeId(), Operation.Span.NONE));
            harness.operation(operation(Kind.ACKNOWLEDGE, "nobody:1", Operation.Span.NONE));

            assertThat(harness.alerts())
                    .extracting(Alert::getNotice, Alert::getAcknowledgedBy)
                    .containsExactly(tuple("acknowledged", "ada"));
            assertThat(harness.annotations())
                    .extracting(Annotation::getKind, Annotation::getText)
                    .containsExactly(
                            tuple("acknowledged", "ada acknowledged " + open.getEpisodeId() + ": why not"),
                            tuple(
                                    "note",
                                    "ada acknowledged nobody:1: why not: nothing was done, the episode is not open, or was never told of"));
            minute(harness, 18, ALL);
            minute(harness, 19, ALL);
            assertThat(harness.alerts()).isNotEmpty().allSatisfy(alert -> assertThat(alert.getSummary())
                    .contains("\n  acknowledged by ada 2026-01-02 00:0"));
        }
    }

    /** A bad minute is 40 rows of the 240 that an hour may have: a sixth of the budget. Two of them page, the third uses half. */
    @Test
    void vectorMAcknowledgedAndThenHalfOfTheBudgetIsUsed() {
        String early = MONITOR.replace("MODE", "").replace("budgetPercent: 50", "budgetPercent: 30");
        try (MonitorHarness harness = MonitorHarness.of(early, CLOCK)) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 13, ALL);
            List<Alert> before = harness.alerts();
            Alert open = burning(before).get(0);
            harness.operation(operation(Kind.ACKNOWLEDGE, open.getEpisodeId(), Operation.Span.NONE));
            harness.alerts();

            minutes(harness, 13, 15, ALL);
            List<Alert> after = harness.alerts();

            assertThat(before).extracting(Alert::getPolicyStep).doesNotContain("default 50 %");
            assertThat(after)
                    .filteredOn(alert -> alert.getPolicyStep().equals("default 50 %"))
                    .extracting(Alert::getNotice)
                    .containsExactly("opened");
            assertThat(burning(after)).isNotEmpty().allSatisfy(alert -> assertThat(alert.getAcknowledgedBy())
                    .isEqualTo("ada"));
        }
    }

    @Test
    void silenceCoversAndItsEndOpensAgain() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 18, ALL);
            harness.alerts();
            long nowMs = CLOCK.toEpochMilli();
            harness.operation(operation(Kind.SILENCE, "", new Operation.Span(nowMs, nowMs + 300_000, "", 0, "UTC")));
            List<Alert> begun = burning(harness.alerts());
            harness.advanceClock(Duration.ofMinutes(6));
            List<Alert> ended = burning(harness.alerts()).stream()
                    .filter(alert -> !alert.getNotice().equals("heartbeat"))
                    .toList();

            assertThat(begun)
                    .extracting(Alert::getNotice, Alert::getSilencedBy)
                    .containsExactly(tuple("updated", List.of("1")));
            assertThat(ended)
                    .extracting(Alert::getNotice, Alert::getSilencedBy)
                    .containsExactly(tuple("opened", List.of()));
        }
    }

    @Test
    void vectorNCorrectionOverBadMinutesGivesTheBudgetBack() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 18, ALL);
            Alert open = burning(harness.alerts()).get(0);
            double before = latest(harness, "*").getConsumed();
            harness.annotations();

            harness.operation(operation(
                    Kind.CORRECT, "", new Operation.Span(START + 10 * 60_000L, START + 18 * 60_000L, "", 0, "UTC")));

            assertThat(before).isGreaterThan(1);
            assertThat(latest(harness, "*").getConsumed()).isZero();
            assertThat(harness.annotations())
                    .extracting(Annotation::getKind, Annotation::getSlice)
                    .contains(tuple("correction", ""), tuple("budget_revised", "*"));
            assertThat(burning(harness.alerts()))
                    .extracting(Alert::getNotice, Alert::getReason, Alert::getEpisodeId)
                    .contains(tuple("closed", "correction", open.getEpisodeId()));

            harness.operation(operation(Kind.END_CORRECTION, "", Operation.Span.NONE));

            assertThat(latest(harness, "*").getConsumed()).isEqualTo(before);
        }
    }

    private static SloStatus latest(MonitorHarness harness, String slice) {
        return harness.statuses().stream()
                .filter(status -> status.getSlice().equals(slice))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void statusSaysHowEachSliceStandsAndItsShareOfTheBad() {
        try (MonitorHarness harness = live()) {
            minutes(harness, 0, 10, Set.of("eu"));
            harness.end();

            List<SloStatus> statuses = harness.statuses();

            SloStatus eu = statuses.stream()
                    .filter(status -> status.getSlice().equals("region=eu"))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            assertThat(eu.getBad()).isEqualTo(100);
            assertThat(eu.getGood()).isZero();
            assertThat(eu.getShare()).isEqualTo(1);
            assertThat(eu.getMode()).isEqualTo("live");
        }
    }
}
