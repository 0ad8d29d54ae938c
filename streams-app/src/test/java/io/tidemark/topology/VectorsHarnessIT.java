package io.tidemark.topology;

import static io.tidemark.testkit.Prices.CLOCK;
import static io.tidemark.testkit.Prices.START;
import static io.tidemark.testkit.Prices.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.Problem;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.domain.Operation.Span;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.AlertState;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.Burn;
import io.tidemark.schemas.PolicyDecision;
import io.tidemark.schemas.PolicyStep;
import io.tidemark.schemas.Severity;
import io.tidemark.schemas.SloStatus;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The test vectors of the engine's design (A.14), by their letters: those that speak of files, people and topics. */
class VectorsHarnessIT {
    private static final long MINUTE = 60_000;
    private static final Set<String> ALL = Set.copyOf(Prices.REGIONS);

    @Test
    void vectorFLowTargetIsWarnedOfAndItsCapIsOnTheAlert() {
        String file = Prices.fileOfUsualAlerts("").replace("duration: 1h", "duration: 30d");

        // 2 % of 30 d in an hour is 14.4; nothing but bad data burn at 1 / 0.1.
        assertThat(MonitorFileReader.parse("m.yaml", file).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "slo prices: spec.objectives let nothing but bad data burn at 10, and mwmb-default asks for"
                                + " 14.4 in 1h; it acts at 5, when half of the data are bad; write a higher target, or pairs of"
                                + " your own");
        assertThat(MonitorFileReader.parse("m.yaml", file.replace("0.9}", "0.99}"))
                        .warnings())
                .isEmpty();
        try (MonitorHarness harness = MonitorHarness.of(file, CLOCK)) {
            minutes(harness, 0, 60, Set.of());
            minutes(harness, 60, 91, ALL);

            Alert page = burning(harness.alerts(), "*").get(0);
            Burn burn = page.getBurn().get(0);
            assertThat(page.getMetricTime()).isEqualTo(minute(90));
            assertThat(burn.getCapped()).isTrue();
            assertThat(burn.getFactor()).isEqualTo(5);
            assertThat(burn.getFactorRaw()).isCloseTo(14.4, within(1e-9));
        }
    }

    /** Of 43 minutes, the last three bad, two lookbacks burn: 30 of 100 rows, and all of the last 20. Silence is told after three slots. */
    @Test
    void vectorLVanishedSliceIsNoDataThenForgottenAndNeverRecovered() {
        try (MonitorHarness harness = MonitorHarness.of(Prices.file(), CLOCK)) {
            minutes(harness, 0, 40, Set.of());
            minutes(harness, 40, 45, Set.of("eu"));
            minutes(harness, 45, 180, List.of("apac", "us"), Set.of());

            List<Alert> alerts = burning(harness.alerts(), "region=eu");
            assertThat(alerts)
                    .filteredOn(alert -> !alert.getNotice().equals("updated"))
                    .extracting(Alert::getNotice, Alert::getSeverity, Alert::getMetricTime, Alert::getReason)
                    .containsExactly(
                            tuple("opened", Severity.PAGE, minute(43), ""),
                            tuple("opened", Severity.TICKET, minute(48), ""),
                            // 64 windows without data, from the 45th on
                            tuple("closed", Severity.TICKET, minute(109), "no_data"),
                            tuple("closed", Severity.PAGE, minute(109), "no_data"));
            assertThat(alerts).extracting(Alert::getState).containsOnly(AlertState.FIRING, AlertState.RESOLVED);
            assertThat(alerts).extracting(Alert::getReason).containsOnly("", "no_data");
            assertThat(latest(harness, "region=eu").getState()).isEqualTo("NO_DATA");

            harness.advanceClock(Duration.ofMinutes(61));

            assertThat(harness.forgotten())
                    .containsExactlyInAnyOrder(
                            key(alerts, Severity.PAGE), key(alerts, Severity.TICKET), "fraud|prices|region=eu");
            assertThat(burning(harness.alerts(), "region=eu")).isEmpty();
        }
    }

    private static String key(List<Alert> alerts, Severity severity) {
        return alerts.stream()
                .filter(alert -> alert.getSeverity() == severity)
                .findFirst()
                .orElseThrow()
                .getDedupKey();
    }

    /** A bad minute is 30 rows of the 180 that an hour may have: a sixth of the budget. Two of them page, the third uses half. */
    @Test
    void vectorMAcknowledgedAndThenHalfOfTheBudgetIsUsed() {
        String early = Prices.file().replace("budgetPercent: 50", "budgetPercent: 30");
        try (MonitorHarness harness = MonitorHarness.of(early, CLOCK)) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 13, ALL);
            List<Alert> before = harness.alerts();
            harness.annotations();
            harness.decisions();
            harness.operation(
                    operation(Kind.ACKNOWLEDGE, burning(before, "*").get(0).getEpisodeId(), Span.NONE));
            harness.alerts();

            minutes(harness, 13, 14, ALL);

            assertThat(before).extracting(Alert::getPolicyStep).doesNotContain("default 50 %");
            List<Alert> after = harness.alerts();
            assertThat(burning(after, "*")).extracting(Alert::getAcknowledgedBy).containsExactly("ada");
            assertThat(after)
                    .filteredOn(alert -> alert.getPolicyStep().equals("default 50 %"))
                    .extracting(Alert::getNotice)
                    .containsExactly("opened");
            assertThat(harness.annotations())
                    .extracting(
                            Annotation::getKind,
                            annotation -> annotation.getValues().get("threshold"))
                    .contains(tuple("acknowledged", null), tuple("policy_entered", "0.5"));
            PolicyDecision decision = harness.decisions().get(0);
            assertThat(decision.getPromotionsAllowed()).isFalse();
            assertThat(decision.getReviewRequired()).isTrue();
            assertThat(decision.getReasons())
                    .extracting(PolicyStep::getThreshold)
                    .contains(0.5);
        }
    }

    /** An hour of 30 bad rows a minute is 1,800 of the 4,320 that a day of such minutes may have. */
    @Test
    void vectorNCorrectionOverABadHourReturnsTheBudgetAndIsOnTheChart() {
        try (MonitorHarness harness =
                MonitorHarness.of(Prices.fileOfUsualAlerts("").replace("duration: 1h", "duration: 1d"), CLOCK)) {
            minutes(harness, 0, 60, Set.of());
            minutes(harness, 60, 121, ALL);
            Alert open = burning(harness.alerts(), "*").get(0);
            double before = latest(harness, "*").getConsumed();
            harness.annotations();

            harness.operation(operation(
                    Kind.CORRECT,
                    "",
                    new Span(minute(60).toEpochMilli(), minute(120).toEpochMilli(), "", 0, "UTC")));

            assertThat(before).isCloseTo(1_800 / 4_320.0, within(1e-9));
            assertThat(latest(harness, "*").getConsumed()).isZero();
            List<Annotation> chart = harness.annotations();
            assertThat(chart)
                    .filteredOn(annotation -> annotation.getKind().equals("correction"))
                    .extracting(Annotation::getFrom, Annotation::getTo, Annotation::getBy)
                    .containsExactly(tuple(minute(60), minute(120), "ada"));
            assertThat(chart)
                    .filteredOn(annotation -> annotation.getKind().equals("budget_revised")
                            && annotation.getSlice().equals("*"))
                    .extracting(Annotation::getText)
                    .containsExactly("fraud · prices: budget revised from 42 % to 0 % used: a correction");
            assertThat(burning(harness.alerts(), "*"))
                    .extracting(Alert::getNotice, Alert::getReason, Alert::getEpisodeId)
                    .containsExactly(tuple("closed", "correction", open.getEpisodeId()));

            harness.operation(operation(Kind.END_CORRECTION, "", Span.NONE));

            assertThat(latest(harness, "*").getConsumed()).isEqualTo(before);
        }
    }

    /** Version v1 is a slice too, so that 999 regions keep their names. */
    @Test
    void vectorQSlicesBeyondTheLimitAreOneAndHaveABudgetOfTheirOwn() {
        String file = Prices.file().replace("slices: [region]", "slices: [region]\n    maxSlices: 1000");
        try (MonitorHarness harness = MonitorHarness.of(file, CLOCK)) {
            for (int region = 0; region < 1_500; region++) {
                Prices.pipe(harness, 0, region, "R" + region, 5.0);
            }
            harness.end();

            List<SloStatus> statuses = harness.statuses();
            assertThat(statuses).hasSize(1 + 1 + 999 + 1);
            assertThat(statuses)
                    .filteredOn(status -> status.getSlice().equals("region=__other__"))
                    .extracting(SloStatus::getBad)
                    .containsExactly(501L);
            assertThat(statuses)
                    .filteredOn(status -> status.getSlice().equals("*"))
                    .extracting(SloStatus::getBad)
                    .containsExactly(1_500L);
            assertThat(harness.annotations()).extracting(Annotation::getKind).doesNotContain("note");
        }
    }

    @Test
    void vectorRDryRunSaysNothingOnTheLiveTopics() {
        try (MonitorHarness harness = MonitorHarness.of(Prices.file("tidemark.io/mode: dryRun"), CLOCK)) {
            minutes(harness, 0, 10, Set.of());
            minutes(harness, 10, 21, ALL);
            harness.advanceClock(Duration.ofMinutes(16));
            minutes(harness, 21, 40, Set.of());
            harness.end();

            List<Alert> tried = harness.dryRuns();
            assertThat(tried).extracting(Alert::getNotice).contains("opened", "updated", "closed");
            assertThat(tried).extracting(Alert::getPolicyStep).contains("", "default 100 %");
            assertThat(tried).extracting(Alert::getNotice).doesNotContain("escalated");
            assertThat(tried).extracting(Alert::getDryRun).containsOnly(true);
            assertThat(harness.alerts()).isEmpty();
            assertThat(harness.latestAlerts()).isEmpty();
            assertThat(harness.annotations()).isEmpty();
            assertThat(harness.decisions()).allSatisfy(decision -> {
                assertThat(decision.getDeploysAllowed()).isTrue();
                assertThat(decision.getPromotionsAllowed()).isTrue();
                assertThat(decision.getReasons()).isEmpty();
            });
            assertThat(harness.statuses()).extracting(SloStatus::getMode).containsOnly("dryRun");
        }
    }

    private static Instant minute(int minute) {
        return Instant.ofEpochMilli(START + minute * MINUTE);
    }

    /** Those of a slice about burning and silence, not those about steps of a policy. */
    private static List<Alert> burning(List<Alert> alerts, String slice) {
        return alerts.stream()
                .filter(alert ->
                        alert.getPolicyStep().isEmpty() && alert.getSlice().equals(slice))
                .toList();
    }

    private static SloStatus latest(MonitorHarness harness, String slice) {
        return harness.statuses().stream()
                .filter(status -> status.getSlice().equals(slice))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Operation operation(Kind kind, String episode, Span span) {
        return new Operation("1", kind, "fraud", 0, "ada", "why not", episode, Operation.Cover.ALL, span, "");
    }
}
