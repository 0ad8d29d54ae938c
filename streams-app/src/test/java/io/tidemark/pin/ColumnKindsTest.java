package io.tidemark.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import io.tidemark.testkit.TestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of column from events to readings: ten quiet hours are pinned, the eleventh is read. */
@Tag("slow")
class ColumnKindsTest {
    private static final long HOUR = PinBench.HOUR;
    private static final int ROWS = 200;
    private static final int HOURS = 10;
    private static final String[] LINES = {
        "reference: {from: 1970-01-01T00:00:00Z, to: 1970-01-01T10:00:00Z}",
        "columns: {types: {note: string, late: string}, patterns: {note: {sku: '[A-Z]{3}-[0-9]+'}}, allowed: {id.length: {max: 8}}}"
    };

    private final Cases cases = Cases.of(7);
    private final MonitorHarness harness = MonitorHarness.of(
            "monitors:\n  - model: fraud\n    source: {topic: fraud-events}\n"
                    + "    windows: {size: 1h, pane: 1h, lateness: 0s}\n    " + String.join("\n    ", LINES) + "\n",
            Instant.parse("1970-01-02T00:00:00Z"));

    @BeforeEach
    void pin() {
        List<TestEvent> events = new ArrayList<>();
        for (int row = 0; row < ROWS * HOURS; row++) {
            events.add(event(1 + row * HOUR / ROWS, row, (field, i) -> {}));
        }
        Pin pin = PinBench.with(LINES).log(events).pin();
        harness.grids("fraud", new GridBook(List.of(pin.era()), pin.slices()));
        pin.references().forEach(harness::reference);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void quietHourHasNothingBad() {
        Reading reading = hour((row, i) -> {});

        assertThat(reading.reference()).startsWith("pinned:");
        assertThat(reading.measurements())
                .allSatisfy(measurement -> assertThat(measurement.judged().verdict())
                        .as(measurement.toString())
                        .isNotEqualTo(Verdict.BAD));
        assertThat(reading.measurements())
                .extracting(Measurement::column)
                .contains("id", "id.length", "id.shape", "note.shape", "vector", "vector.p0", "vector.norm");
    }

    @Test
    void noBareNumberLeaves() {
        Reading reading = hour((row, i) -> row.put("amount", i % 2 == 0 ? 1e300 : -1e-300));

        assertThat(reading.measurements()).allSatisfy(measurement -> {
            Judged judged = measurement.judged();
            assertThat(judged.estimate().value()).as(measurement.toString()).isNotNaN();
            assertThat(judged.estimate().lower())
                    .as(measurement.toString())
                    .isLessThanOrEqualTo(judged.estimate().value());
            assertThat(judged.estimate().upper())
                    .as(measurement.toString())
                    .isGreaterThanOrEqualTo(judged.estimate().value());
        });
    }

    @Test
    void everyMeasureOfANumberIsShown() {
        Reading reading = hour((row, i) -> {});

        assertThat(measures(reading, "amount"))
                .contains(
                        Measure.WASSERSTEIN,
                        Measure.JS,
                        Measure.TV,
                        Measure.HELLINGER,
                        Measure.CHI2,
                        Measure.CHI2_P,
                        Measure.MEAN,
                        Measure.STD)
                .doesNotContain(Measure.CONSTANT, Measure.WRONG_TYPE, Measure.COLUMN_REMOVED, Measure.NEAR_EMPTY);
        assertThat(measures(reading, "country")).contains(Measure.VANISHED, Measure.SHARE_RATIO, Measure.TV);
        assertThat(measures(reading, "id")).containsExactly(Measure.MISSING, Measure.INVALID);
    }

    @Test
    void otherShapeOfTextsIsBad() {
        Reading reading = hour((row, i) -> row.put("id", "0b0c1d2e-0000-4000-8000-" + String.format("%012d", i)));

        assertThat(verdict(reading, "id.length", Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(judged(reading, "id.length", Measure.OUT_OF_RANGE).count()).isEqualTo(200);
        assertThat(verdict(reading, "id.shape", Measure.LINF)).isEqualTo(Verdict.BAD);
        assertThat(judged(reading, "id.shape", Measure.VANISHED).label()).isEqualTo("alphanumeric");
        assertThat(verdict(reading, "id", Measure.MISSING)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void ownPatternIsAShape() {
        Reading reading = hour((row, i) -> row.put("note", i % 2 == 0 ? "ABC-1" : "abc-1"));

        Judged share = reading.measurements().stream()
                .filter(m -> m.column().equals("note.shape")
                        && m.judged().measure() == Measure.SHARE
                        && m.judged().label().equals("sku"))
                .findFirst()
                .orElseThrow()
                .judged();

        assertThat(share.estimate().value()).isEqualTo(0.5);
        assertThat(share.reference()).isEqualTo(1);
        assertThat(share.verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void turnedVectorsAreBadAndTheProjectionIsNamed() {
        Reading reading = hour((row, i) -> {
            float[] vector = vector();
            row.put("vector", new float[] {-vector[0], -vector[1], -vector[2], -vector[3]});
        });

        Judged projected = judged(reading, "vector", Measure.PROJECTED);
        assertThat(projected.verdict()).isEqualTo(Verdict.BAD);
        assertThat(projected.label()).startsWith("vector.p");
        assertThat(judged(reading, "vector", Measure.COSINE_SHIFT).estimate().value())
                .isGreaterThan(1.99);
        assertThat(verdict(reading, projected.label(), Measure.KS)).isEqualTo(Verdict.BAD);
    }

    @Test
    void vectorsOfAnotherDimensionAreOfTheWrongType() {
        Reading reading = hour((row, i) -> row.put("vector", i % 4 == 0 ? new float[] {1, 2, 3} : vector()));

        Judged wrong = judged(reading, "vector", Measure.WRONG_TYPE);
        assertThat(wrong.count()).isEqualTo(50);
        assertThat(wrong.estimate().value()).isEqualTo(0.25);
        assertThat(wrong.verdict()).isEqualTo(Verdict.BAD);
        assertThat(judged(reading, "vector.p0", Measure.MISSING).total()).isEqualTo(150);
        assertThat(judged(reading, "vector.p0", Measure.MISSING).count()).isZero();
    }

    @Test
    void typeThatChangesIsTold() {
        Reading reading = hour((row, i) -> row.put("amount", "12,50"));

        assertThat(verdict(reading, "amount", Measure.INVALID)).isEqualTo(Verdict.BAD);
        assertThat(judged(reading, "amount", Measure.WRONG_TYPE).count()).isEqualTo(200);
        assertThat(verdict(reading, "amount", Measure.NEAR_EMPTY)).isEqualTo(Verdict.BAD);
        assertThat(measures(reading, "amount")).doesNotContain(Measure.COLUMN_REMOVED, Measure.NOT_A_NUMBER);
    }

    @Test
    void partsOfInvalidHaveItsVerdictWhereTheyAreTheReason() {
        Reading reading = hour((row, i) -> row.put(
                "amount", i % 3 == 0 ? Double.NaN : i == 1 ? (Object) Double.POSITIVE_INFINITY : (Object) (i + 0.0)));

        assertThat(judged(reading, "amount", Measure.NOT_A_NUMBER).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judged(reading, "amount", Measure.NOT_A_NUMBER).count()).isEqualTo(67);
        assertThat(judged(reading, "amount", Measure.INFINITE).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judged(reading, "amount", Measure.INFINITE).count()).isEqualTo(1);
    }

    @Test
    void columnThatBecameConstantIsBad() {
        Reading reading = hour((row, i) -> row.put("amount", 3.0));

        Judged constant = judged(reading, "amount", Measure.CONSTANT);
        assertThat(constant.label()).isEqualTo("3");
        assertThat(constant.estimate().value()).isEqualTo(1);
        assertThat(constant.reference()).isZero();
        assertThat(constant.verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void constantColumnThatVariesIsBad() {
        Reading reading = hour((row, i) -> row.put("fixed", i % 4 == 0 ? 7.0 : 8.0 + i));

        Judged constant = judged(reading, "fixed", Measure.CONSTANT);
        assertThat(constant.label()).isEqualTo("7");
        assertThat(constant.count()).isEqualTo(50);
        assertThat(constant.reference()).isEqualTo(1);
        assertThat(constant.verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void constantColumnThatStaysIsGood() {
        Judged constant = judged(hour((row, i) -> {}), "fixed", Measure.CONSTANT);

        assertThat(constant.estimate().value()).isEqualTo(1);
        assertThat(constant.verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void removedColumnIsToldFromNulls() {
        Reading removed = hour((row, i) -> row.remove("country"));

        assertThat(verdict(removed, "country", Measure.COLUMN_REMOVED)).isEqualTo(Verdict.BAD);
        assertThat(judged(removed, "country", Measure.COLUMN_REMOVED).count()).isEqualTo(200);
        assertThat(verdict(removed, "country", Measure.NEAR_EMPTY)).isEqualTo(Verdict.BAD);
    }

    @Test
    void nullsAreNoRemovedColumn() {
        Reading nulls = hour((row, i) -> row.put("country", null));

        assertThat(verdict(nulls, "country", Measure.MISSING)).isEqualTo(Verdict.BAD);
        assertThat(verdict(nulls, "country", Measure.NEAR_EMPTY)).isEqualTo(Verdict.BAD);
        assertThat(measures(nulls, "country")).doesNotContain(Measure.COLUMN_REMOVED);
    }

    @Test
    void addedColumnIsToldAndMissingWhereItIsNot() {
        Reading reading = hour((row, i) -> {
            if (i % 4 == 0) {
                row.put("extra", 1.0);
            }
        });

        Judged added = judged(reading, "extra", Measure.COLUMN_ADDED);
        assertThat(added.count()).isEqualTo(50);
        assertThat(added.estimate().value()).isEqualTo(0.25);
        assertThat(added.verdict()).isEqualTo(Verdict.WARMING_UP);
        assertThat(judged(reading, "extra", Measure.MISSING).count()).isEqualTo(150);
    }

    @Test
    void newColumnWithADerivedNameIsNotMixedIn() {
        Reading reading = hour((row, i) -> row.put("id.length", 1_000.0));

        assertThat(verdict(reading, "id.length", Measure.KS)).isEqualTo(Verdict.GOOD);
    }

    private float[] vector() {
        return new float[] {(float) (3 + cases.gaussian()), (float) cases.gaussian(), (float) (1 + cases.gaussian()), 2
        };
    }

    private TestEvent event(long timeMs, int i, BiConsumer<Map<String, @Nullable Object>, Integer> change) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("amount", 10 + cases.gaussian());
        row.put("fixed", 7.0);
        row.put("flag", cases.below(2) == 0);
        row.put("country", List.of("BR", "DE", "US", "US").get(cases.below(4)));
        row.put("id", "u" + (100_000 + cases.below(800_000)));
        row.put("note", "ABC-" + (1_000 + i));
        row.put("vector", vector());
        change.accept(row, i);
        TestEvent event = TestEvent.of("fraud", timeMs);
        row.forEach(event::feature);
        return event;
    }

    /** The reading of an hour after the reference. */
    private Reading hour(BiConsumer<Map<String, @Nullable Object>, Integer> change) {
        byte[] header = harness.bytes(FeatureRow.of(0, 0, 0));
        for (int i = 0; i < ROWS; i++) {
            byte[] bytes = event(HOURS * HOUR + i * HOUR / ROWS, i, change).bytes();
            System.arraycopy(header, 0, bytes, 0, 5);
            harness.pipe(null, bytes);
        }
        harness.end();
        return harness.readings().stream()
                .filter(reading -> reading.scope().isWhole() && reading.window().startMs() == HOURS * HOUR)
                .findFirst()
                .orElseThrow();
    }

    private static List<Measure> measures(Reading reading, String column) {
        return reading.measurements().stream()
                .filter(m -> m.column().equals(column))
                .map(m -> m.judged().measure())
                .toList();
    }

    private static Judged judged(Reading reading, String column, Measure measure) {
        return reading.measurements().stream()
                .filter(m -> m.column().equals(column)
                        && m.scale() == 1
                        && m.judged().measure() == measure)
                .findFirst()
                .orElseThrow()
                .judged();
    }

    private static Verdict verdict(Reading reading, String column, Measure measure) {
        return judged(reading, column, measure).verdict();
    }
}
