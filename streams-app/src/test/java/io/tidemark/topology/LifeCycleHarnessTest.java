package io.tidemark.topology;

import static io.tidemark.testkit.Prices.CLOCK;
import static io.tidemark.testkit.Prices.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.AlertState;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.SloStatus;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.Prices;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of an alert, from events to topics. */
@Tag("slow")
class LifeCycleHarnessTest {
    private static final Set<String> ALL = Set.copyOf(Prices.REGIONS);

    private static MonitorHarness live() {
        return MonitorHarness.of(Prices.file(), CLOCK);
    }

    /** Those about burning, not those about steps of a policy. */
    private static List<Alert> burning(List<Alert> alerts) {
        return alerts.stream().filter(alert -> alert.getPolicyStep().isEmpty()).toList();
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
            minutes(harness, 18, 20, ALL);
            assertThat(harness.alerts()).isNotEmpty().allSatisfy(alert -> assertThat(alert.getSummary())
                    .contains("\n  acknowledged by ada 2026-01-02 00:0"));
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
