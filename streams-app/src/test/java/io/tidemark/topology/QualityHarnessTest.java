package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Reading;
import io.tidemark.schemas.Alert;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.TextGrid;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.MixedRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is stated of the data in itself, from an event's bytes to an alert; one-minute windows, no lateness, no reference. */
class QualityHarnessTest {
    @Test
    void quietWindowIsGoodInEveryRespect() {
        try (MonitorHarness harness = RuledRows.harness("")) {
            RuledRows.minute(harness, 0, 100);
            harness.end();

            List<Judged> all = stated(only(harness.readings()));

            assertThat(all)
                    .extracting(Judged::measure, Judged::count, Judged::total, Judged::verdict)
                    .containsExactlyInAnyOrder(
                            tuple(Measure.WRONG_TYPE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.WRONG_TYPE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.WRONG_TYPE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.WRONG_TYPE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.OUT_OF_RANGE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.NOT_ALLOWED, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.PATTERN_MISMATCH, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.PATTERN_MISMATCH, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.COMPLETENESS, 100L, 100L, Verdict.GOOD),
                            tuple(Measure.FRESHNESS, 100L, 100L, Verdict.GOOD),
                            tuple(Measure.LATE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.DUPLICATE, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.REJECTED, 0L, 100L, Verdict.GOOD),
                            tuple(Measure.ROWS, 100L, 100L, Verdict.GOOD));
        }
    }

    @Test
    void eachFaultIsCountedByItsOwnMeasureAndShown() {
        try (MonitorHarness harness = RuledRows.harness("")) {
            for (int row = 0; row < 100; row++) {
                Map<String, Object> values = RuledRows.values();
                values.put("amount", row < 30 ? (Object) (1_000.0 + row) : row < 60 ? "much" : (Object) 5.0);
                values.put("country", row < 40 ? "XX" : "BR");
                values.put("zip", row < 50 ? "1234" : "12345");
                harness.pipeAt(RuledRows.at(500L * row), new MixedRow(RuledRows.START + 500 * row, "e" + row, values));
            }
            harness.end();

            Reading reading = only(harness.readings());

            assertThat(judged(reading, "amount", Measure.OUT_OF_RANGE))
                    .extracting(Judged::count, Judged::verdict)
                    .containsExactly(30L, Verdict.BAD);
            assertThat(judged(reading, "amount", Measure.WRONG_TYPE))
                    .extracting(Judged::count, Judged::verdict)
                    .containsExactly(30L, Verdict.BAD);
            assertThat(judged(reading, "country", Measure.NOT_ALLOWED).count()).isEqualTo(40);
            assertThat(judged(reading, "zip", Measure.PATTERN_MISMATCH).count()).isEqualTo(50);
            assertThat(measured(reading, "zip", Measure.PATTERN_MISMATCH).offenders())
                    .hasSize(5)
                    .allSatisfy(offender -> {
                        assertThat(offender.value()).isEqualTo("1234");
                        assertThat(offender.place()).matches("fraud-events-0@[0-4]?[0-9]");
                        assertThat(offender.eventId())
                                .isEqualTo("e" + offender.place().substring("fraud-events-0@".length()));
                    });
            assertThat(measured(reading, "amount", Measure.WRONG_TYPE).offenders())
                    .extracting(Offender::value)
                    .containsOnly("much");
        }
    }

    /** Two columns of a text's, ten of an embedding's: they would make one share of twelve, and pay for tests that there are none. */
    @Test
    void derivedColumnsHaveNoTypeOfTheirOwn() {
        Grid number = new NumberGrid(new double[] {1}, 0, 1);
        TextGrid texts = new TextGrid(List.of());
        Map<String, Grid> grids = new TreeMap<>(Map.of("amount", number, "note", texts));
        grids.put("vec", new EmbeddingGrid(4, 1, 1));
        DerivedColumn.of(Map.copyOf(grids)).forEach(column -> grids.put(column, number));
        grids.put("note.shape", new CategoryGrid(ColumnKind.CATEGORY, texts.shapes()));
        try (MonitorHarness harness =
                MonitorHarness.of(RuledRows.MONITOR + RuledRows.events("type"), RuledRows.CLOCK)) {
            RuledRows.grids(harness, grids);
            for (int row = 0; row < 100; row++) {
                Object amount = row < 30 ? (Object) "much" : (Object) 5.0;
                harness.pipe(new MixedRow(
                        RuledRows.START + 500 * row,
                        "e" + row,
                        new HashMap<>(Map.of("amount", amount, "note", "x y"))));
            }
            harness.end();

            assertThat(only(harness.readings()).measurements().stream()
                            .filter(m -> m.judged().measure() == Measure.WRONG_TYPE))
                    .extracting(Measurement::column)
                    .containsExactlyInAnyOrder("amount", "note", "vec");
        }
        assertThat(grids).hasSize(14);
        assertThat(typed().decidingMeasures(grids)).isEqualTo(3);
    }

    @Test
    void duplicatesLateAndStaleRowsAreCounted() {
        try (MonitorHarness harness = RuledRows.harness("")) {
            for (int row = 0; row < 100; row++) {
                Instant logTime = RuledRows.at(row < 20 ? 40_000 : 1_000);
                harness.pipeAt(logTime, new MixedRow(RuledRows.START + row, "e" + row % 90, RuledRows.values()));
            }
            harness.end();

            Reading reading = only(harness.readings());

            assertThat(judged(reading, "", Measure.DUPLICATE))
                    .extracting(Judged::count, Judged::total, Judged::verdict)
                    .containsExactly(10L, 100L, Verdict.BAD);
            assertThat(judged(reading, "", Measure.LATE))
                    .extracting(Judged::count, Judged::verdict)
                    .containsExactly(20L, Verdict.BAD);
            assertThat(measured(reading, "", Measure.LATE).offenders())
                    .extracting(Offender::value)
                    .containsOnly("40 s after the event");
            assertThat(judged(reading, "", Measure.FRESHNESS).estimate().value())
                    .isEqualTo(59.901);
            assertThat(judged(reading, "", Measure.FRESHNESS).verdict()).isEqualTo(Verdict.BAD);
        }
    }

    @Test
    void emptyWindowIsIncompleteAndEverStaler() {
        try (MonitorHarness harness = RuledRows.harness("")) {
            RuledRows.minute(harness, 0, 100);
            RuledRows.minute(harness, 2, 100);
            harness.end();

            Reading empty = whole(harness.readings()).get(1);

            assertThat(empty.rows()).isZero();
            assertThat(judged(empty, "", Measure.COMPLETENESS))
                    .extracting(Judged::count, Judged::total, Judged::verdict)
                    .containsExactly(0L, 100L, Verdict.BAD);
            assertThat(judged(empty, "", Measure.FRESHNESS).estimate().value()).isEqualTo(60.5);
            assertThat(judged(empty, "", Measure.ROWS).label()).isEqualTo("too few");
            assertThat(judged(empty, "", Measure.LATE).verdict()).isEqualTo(Verdict.NO_DATA);
        }
    }

    @Test
    void rejectedRecordsAreBadDataOfTheirMinute() {
        try (MonitorHarness harness = RuledRows.harness(RuledRows.events("rejected"))) {
            for (int minute = 0; minute < 6; minute++) {
                RuledRows.minute(harness, minute, 100);
                for (int i = 0; i < 40; i++) {
                    harness.pipe(null, new byte[] {1, 2, 3});
                }
                for (int i = 0; i < 10; i++) {
                    harness.pipe(null, new byte[0]);
                }
            }
            harness.end();

            Reading reading = whole(harness.readings()).get(2);
            List<Alert> alerts = harness.alerts();

            assertThat(judged(reading, "", Measure.REJECTED))
                    .extracting(Judged::count, Judged::total, Judged::verdict)
                    .containsExactly(50L, 150L, Verdict.BAD);
            assertThat(measured(reading, "", Measure.REJECTED).offenders())
                    .hasSize(5)
                    .extracting(Offender::value)
                    .isSubsetOf("NOT_WIRE_FORMAT", "EMPTY");
            assertThat(judged(reading, "", Measure.REJECTED).label()).isEqualTo("NOT_WIRE_FORMAT 40, EMPTY 10");
            assertThat(alerts.get(0).getSummary())
                    .startsWith("fraud · rejected records in all events since 2026-01-01 00:00Z (")
                    .contains("rows in the last")
                    .contains("50 of 150 records rejected: NOT_WIRE_FORMAT 40, EMPTY 10     see fraud-events-0@")
                    .contains("\"NOT_WIRE_FORMAT\"");
        }
    }

    private static QualityRules typed() {
        return new QualityRules(
                "",
                Set.of(Measure.WRONG_TYPE),
                Map.of(),
                QualityRules.Limits.NONE,
                QualityRules.VolumeRule.REFERENCE,
                List.of(),
                QualityRules.EventIds.SHOWN);
    }

    private static List<Reading> whole(List<Reading> readings) {
        return readings.stream().filter(reading -> reading.scope().isWhole()).toList();
    }

    private static Reading only(List<Reading> readings) {
        assertThat(whole(readings)).hasSize(1);
        return whole(readings).get(0);
    }

    private static List<Judged> stated(Reading reading) {
        return reading.measurements().stream()
                .map(Measurement::judged)
                .filter(judged -> judged.measure() != Measure.MISSING && judged.measure() != Measure.INVALID)
                .filter(judged -> judged.measure() != Measure.QUANTILE)
                .toList();
    }

    private static Measurement measured(Reading reading, String column, Measure measure) {
        return reading.measurements().stream()
                .filter(m -> m.column().equals(column)
                        && m.scale() == 1
                        && m.judged().measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    private static Judged judged(Reading reading, String column, Measure measure) {
        return measured(reading, column, measure).judged();
    }
}
