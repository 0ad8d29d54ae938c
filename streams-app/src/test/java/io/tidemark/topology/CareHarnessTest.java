package io.tidemark.topology;

import static io.tidemark.testkit.Prices.CLOCK;
import static io.tidemark.testkit.Prices.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Operation;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.SloStatus;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.Prices;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the SLO file says of the care for an SLO, from events to topics: one-minute windows of prices that have to be in [0, 1]. */
class CareHarnessTest {
    private static final String CORRECTION =
            """
            ---
            apiVersion: tidemark.io/v1
            kind: Correction
            metadata: {name: migration}
            spec:
              selector: {model: "fr*", slo: prices}
              start: 2026-01-01T00:02:00Z
              end: 2026-01-01T00:10:00Z
              category: maintenance
              reason: the warehouse moves
              by: ada
            """;

    private static MonitorHarness harness(String care, String more) {
        return MonitorHarness.of(Prices.file(care) + more, CLOCK);
    }

    private static SloStatus latest(MonitorHarness harness) {
        return harness.statuses().stream()
                .filter(status -> status.getSlice().equals("*"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void correctionOfTheFileCountsAndIsWrittenDownOnce() {
        try (MonitorHarness harness = harness("", CORRECTION)) {
            minutes(harness, 0, 10, List.of("eu"), Set.of("eu"));
            harness.end();

            SloStatus status = latest(harness);
            assertThat(status.getBad()).isEqualTo(20);
            assertThat(harness.annotations())
                    .filteredOn(annotation -> annotation.getKind().equals("correction"))
                    .extracting(Annotation::getObjective, Annotation::getText, Annotation::getBy, Annotation::getFrom)
                    .containsExactly(tuple(
                            "prices",
                            "the monitor file corrects prices: the warehouse moves",
                            "ada",
                            Instant.parse("2026-01-01T00:02:00Z")));
        }
    }

    @Test
    void correctionOfTheFileCannotBeEndedElsewhere() {
        try (MonitorHarness harness = harness("", CORRECTION)) {
            harness.operation(new Operation(
                    "migration",
                    Operation.Kind.END_CORRECTION,
                    "fraud",
                    0,
                    "bob",
                    "",
                    "",
                    Operation.Cover.ALL,
                    Operation.Span.NONE,
                    ""));

            assertThat(harness.annotations())
                    .extracting(Annotation::getText)
                    .containsExactly("bob ended the correction migration: nothing was done, "
                            + "the correction is in the monitor file; take it out there");
        }
    }

    @Test
    void dashboardIsOnEveryAlert() {
        try (MonitorHarness harness = harness("tidemark.io/dashboard: \"https://charts/fraud\"", "")) {
            minutes(harness, 0, 10, List.of("eu"), Set.of());
            minutes(harness, 10, 18, List.of("eu"), Set.of("eu"));
            harness.end();

            List<Alert> alerts = harness.alerts();

            assertThat(alerts).extracting(Alert::getPolicyStep).contains("", "default 100 %");
            assertThat(alerts).extracting(Alert::getDashboard).containsOnly("https://charts/fraud");
        }
    }

    @Test
    void slicesBeyondTheLimitHaveNoBudgetAndAreToldOfOnce() {
        try (MonitorHarness harness = harness("tidemark.io/max-slices: 2", "")) {
            minutes(harness, 0, 3, List.of("apac", "eu", "us", "za"), Set.of());
            harness.end();

            List<SloStatus> statuses = harness.statuses();

            assertThat(statuses.stream().map(SloStatus::getSlice).distinct())
                    .hasSize(3)
                    .contains("*");
            assertThat(statuses)
                    .filteredOn(status -> status.getSlice().equals("*"))
                    .last()
                    .extracting(SloStatus::getGood)
                    .isEqualTo(120L);
            assertThat(harness.annotations())
                    .extracting(Annotation::getKind, Annotation::getId)
                    .containsExactly(tuple("note", "slices_full|fraud|prices|*|2"));
            // four regions and one version, of which two have a budget: three without, in each of three minutes
            assertThat(harness.meters().read(Meter.SLICES_WITHOUT_BUDGET)).isEqualTo(9);
        }
    }
}
