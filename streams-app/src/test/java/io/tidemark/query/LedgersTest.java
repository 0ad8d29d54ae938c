package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Operation;
import io.tidemark.schemas.SloStatus;
import io.tidemark.slo.LedgerPast;
import io.tidemark.slo.Tally;
import io.tidemark.store.StoreNames;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.Prices;
import io.tidemark.topology.MonitorObjectives;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ledgers as judge left them in its stores: prices of three regions in windows of a minute. */
class LedgersTest {
    private static final String CORRECTION =
            """
            ---
            apiVersion: tidemark.io/v1
            kind: Correction
            metadata: {name: migration}
            spec:
              selector: {model: "fr*", slo: prices}
              start: 2026-01-01T00:02:00Z
              end: 2026-01-01T00:04:00Z
              category: maintenance
              reason: the warehouse moves
              by: ada
            """;

    private static Instant minute(int minute) {
        return Instant.ofEpochMilli(Prices.START).plus(Duration.ofMinutes(minute));
    }

    private static Ledgers ledgers(MonitorFile file, MonitorHarness harness) {
        ChangingRows rows = new ChangingRows();
        for (String store : List.of(StoreNames.SLOTS, StoreNames.OPERATIONS)) {
            harness.rows(store).forEach((key, value) -> rows.with(0, key, value));
        }
        return new Ledgers(
                new Questions(rows),
                MonitorObjectives.of(file).stream()
                        .map(objective -> Promise.of(objective, List.of("prices are prices")))
                        .toList(),
                Map.of("fraud", file.objects().correctionsOf("fraud")),
                1);
    }

    private static SloStatus latest(MonitorHarness harness, String slice) {
        return harness.statuses().stream()
                .filter(status -> status.getSlice().equals(slice))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static LedgerPast past(Ledgers ledgers, String slice) {
        return ledgers.past(ledgers.of("fraud").get(0), slice).value().orElseThrow();
    }

    /** With a correction of the file, and one that was told. */
    @Test
    void theNewestPointIsWhatJudgeSays() {
        MonitorFile file = MonitorFileReader.parse("m.yaml", Prices.file() + CORRECTION);
        try (MonitorHarness harness = MonitorHarness.of(file, Prices.CLOCK)) {
            Prices.minutes(harness, 0, 10, Set.of("eu"));
            harness.operation(new Operation(
                    "told",
                    Operation.Kind.CORRECT,
                    "fraud",
                    0,
                    "bob",
                    "a test",
                    "maintenance",
                    Operation.Cover.ALL,
                    new Operation.Span(minute(5).toEpochMilli(), minute(6).toEpochMilli(), "", 0, "UTC"),
                    ""));
            harness.end();
            SloStatus status = latest(harness, "region=eu");
            Ledgers ledgers = ledgers(file, harness);

            LedgerPast past = past(ledgers, "region=eu");
            LedgerPast.Moment newest = past.at(Long.MAX_VALUE);

            // minutes 2, 3 and 5 do not count
            assertThat(past.tally(Prices.START, past.newestEndMs())).isEqualTo(new Tally(0, 70, 7, 3));
            assertThat(newest.endMs()).isEqualTo(minute(10).toEpochMilli());
            assertThat(status.getBad()).isEqualTo(70);
            assertThat(status.getConsumed()).isPositive();
            assertThat(newest.consumed()).hasValue(status.getConsumed());
            assertThat(newest.spent()).hasValue(status.getConsumed());
            assertThat(past(ledgers, "*").at(Long.MAX_VALUE).consumed())
                    .isPresent()
                    .isNotEqualTo(newest.consumed());
        }
    }

    @Test
    void slicesAndUnknownOnesAreTold() {
        MonitorFile file = MonitorFileReader.parse("m.yaml", Prices.file());
        try (MonitorHarness harness = MonitorHarness.of(file, Prices.CLOCK)) {
            Prices.minutes(harness, 0, 3, Set.of());
            harness.end();
            Ledgers ledgers = ledgers(file, harness);
            Promise promise = ledgers.of("fraud").get(0);

            assertThat(ledgers.slices(promise).value()).contains("*", "region=apac", "region=eu", "region=us");
            assertThat(ledgers.past(promise, "region=za").value()).isEmpty();
            assertThat(ledgers.of("shop")).isEmpty();
        }
    }

    @Test
    void aPartitionThatNobodyHoldsIsTold() {
        MonitorFile file = MonitorFileReader.parse("m.yaml", Prices.file());
        Ledgers ledgers = new Ledgers(
                new Questions(new ChangingRows().without(0)),
                MonitorObjectives.of(file).stream()
                        .map(objective -> Promise.of(objective, List.of()))
                        .toList(),
                Map.of(),
                1);
        Promise promise = ledgers.of("fraud").get(0);

        assertThat(ledgers.slices(promise).missing()).containsOnlyKeys("judge-0");
        assertThatThrownBy(() -> ledgers.past(promise, "*")).isInstanceOf(Unavailable.class);
    }

    @Test
    void rangesAreCutToWhatIsKeptAndToWholeSteps() {
        MonitorFile file = MonitorFileReader.parse("m.yaml", Prices.file());
        try (MonitorHarness harness = MonitorHarness.of(file, Prices.CLOCK)) {
            Prices.minutes(harness, 0, 9, Set.of("eu"));
            harness.end();
            LedgerPast past = past(ledgers(file, harness), "*");
            long from = minute(-600).toEpochMilli();
            long to = minute(600).toEpochMilli();

            SloBuckets usual = SloBuckets.of(past, from, to);
            SloBuckets four = SloBuckets.of(past, from, to, 240_000);
            SloHistory history = SloHistory.of(past, four);

            assertThat(usual).isEqualTo(new SloBuckets(Prices.START, 60_000, 9));
            assertThat(four).isEqualTo(new SloBuckets(Prices.START, 240_000, 3));
            assertThat(history.points())
                    .extracting(point -> point.tally().bad(), SloHistory.Point::completeness)
                    .containsExactly(
                            tuple(40L, SloHistory.Completeness.WHOLE),
                            tuple(40L, SloHistory.Completeness.WHOLE),
                            tuple(10L, SloHistory.Completeness.PARTIAL));
            assertThat(history.points().get(2).end().consumed())
                    .isEqualTo(past.at(Long.MAX_VALUE).consumed());
            assertThatThrownBy(() -> SloBuckets.of(past, to, to + 60_000))
                    .hasMessage("nothing is kept of that time: from=2026-01-01T10:00:00Z, to=2026-01-01T10:01:00Z;"
                            + " kept is from 2026-01-01T00:00:00Z to 2026-01-01T00:09:00Z");
            assertThatThrownBy(() -> SloBuckets.of(past, to, from))
                    .hasMessage("from must be before to: from=2026-01-01T10:00:00Z, to=2025-12-31T14:00:00Z");
            assertThatThrownBy(() -> SloBuckets.of(past, from, to, 90_000))
                    .hasMessage("step must be a multiple of the objective's slot of 1 min: step=90s");
        }
    }
}
