package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
    private static final long HOUR = 3_600_000;
    private static final Goal SLICES = new Goal(0.95, 24 * HOUR, Method.TIMESLICES, HOUR);
    private static final Goal ROWS = new Goal(0.95, 24 * HOUR, Method.OCCURRENCES, HOUR);
    private static final Indicator DRIFT =
            new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of()), Limit.TOLERANCE);

    @Test
    void badAtAnyScaleIsBadWhenSmallerScalesPointTheSameWay() {
        Slot slot = slice(
                of("price", 1, 0.08, Verdict.INSUFFICIENT),
                of("price", 2, 0.07, Verdict.GOOD),
                of("price", 4, 0.09, Verdict.BAD));

        assertThat(slot).isEqualTo(Slot.BAD);
    }

    @Test
    void aLongScalesMemoryOfAPastSpikeIsNotBad() {
        Slot slot = slice(of("price", 1, 0.01, Verdict.GOOD), of("price", 64, 0.2, Verdict.BAD));

        assertThat(slot).isEqualTo(Slot.GOOD);
    }

    @Test
    void anUnconfirmedLongScaleWithoutAnyGoodOneIsInsufficient() {
        Slot slot = slice(of("price", 1, 0.01, Verdict.INSUFFICIENT), of("price", 64, 0.2, Verdict.BAD));

        assertThat(slot).isEqualTo(Slot.EXCLUDED);
    }

    @Test
    void oneBadColumnOfManyMakesTheSliceBad() {
        Slot slot = slice(of("price", 1, 0.01, Verdict.GOOD), of("demand", 1, 0.3, Verdict.BAD));

        assertThat(slot).isEqualTo(Slot.BAD);
    }

    @Test
    void emptyWindowIsNotGoodBecauseThePastWas() {
        Slot slot = slice(of("price", 1, 0, Verdict.NO_DATA), of("price", 64, 0.01, Verdict.GOOD));

        assertThat(slot).isEqualTo(Slot.SILENT);
    }

    @Test
    void withoutReferenceTheSlotStaysOpen() {
        assertThat(slice(of("price", 1, 0, Verdict.WARMING_UP))).isEqualTo(Slot.OPEN);
    }

    @Test
    void readingWithoutTheColumnDoesNotCount() {
        Indicator other =
                new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of("volume")), Limit.TOLERANCE);

        Point point = other.point(reading(of("price", 1, 0.3, Verdict.BAD)), SLICES);

        assertThat(point).isEqualTo(new Point(0, 7, Slot.EXCLUDED));
    }

    @Test
    void shareLooksAtItsLabelAndTheDistanceFromTheReference() {
        Indicator up = new Indicator.OfWindows(Selection.ofShare(List.of("class"), Set.of("UP")), Limit.TOLERANCE);
        Reading reading = reading(
                share("UP", 1, 0.33, Verdict.INSUFFICIENT),
                share("UP", 2, 0.32, Verdict.BAD),
                share("DOWN", 1, 0.5, Verdict.BAD));

        // 0.33 is 0.13 from the reference's 0.20, tolerance 0.05
        assertThat(up.point(reading, SLICES).slot()).isEqualTo(Slot.BAD);
        assertThat(up.evidence(reading)).hasSize(1);
    }

    @Test
    void eventRatioAddsTheBaseWindowsRowsOfAllColumns() {
        Indicator missing =
                new Indicator.OfEvents(Selection.of(Selection.Kind.MISSING, List.of("a", "b")), Indicator.Counted.BAD);
        Reading reading = reading(
                counted("a", 1, 5, 100, Verdict.GOOD),
                counted("a", 2, 9, 200, Verdict.GOOD),
                counted("b", 1, 20, 100, Verdict.INSUFFICIENT),
                counted("c", 1, 50, 100, Verdict.BAD));

        assertThat(missing.point(reading, ROWS).slot()).isEqualTo(Slot.ofRows(175, 25));
        assertThat(missing.evidence(reading)).extracting(Measurement::column).containsExactly("b", "a");
    }

    @Test
    void evidenceIsOneAColumnSmallestScaleFirstWithShiftsOfASister() {
        Judged js = judged(Measure.JS_DISTANCE, "", 0.2, 0, Verdict.BAD);
        Measurement withShift = new Measurement("price", 1, js, 1, List.of(new Shift("> 800", 0.04, 0.2, 0.5)));
        Reading reading = reading(
                of("price", 1, 0.5, Verdict.BAD),
                withShift,
                of("age", 1, 0.1, Verdict.GOOD),
                of("age", 2, 0.1, Verdict.BAD));

        List<Measurement> evidence = DRIFT.evidence(reading);

        assertThat(evidence)
                .extracting(m -> m.column() + " " + m.scale() + " " + m.judged().measure())
                .containsExactly("price 1 KS", "age 2 KS");
        assertThat(evidence.get(0).evidence()).hasSize(1);
    }

    @Test
    void everyDetectorOfAColumnSpeaksForItself() {
        Measurement quiet =
                new Measurement("a", 1, judged(Measure.CHANGE, "mean adwin", 0, 0, Verdict.GOOD), 1, List.of());
        Measurement told =
                new Measurement("a", 1, judged(Measure.CHANGE, "mean cusum", 0.2, 0, Verdict.BAD), 1, List.of());
        Indicator change = new Indicator.OfWindows(Selection.of(Selection.Kind.CHANGE, List.of("a")), Limit.TOLERANCE);

        Cells cells = change.cells(reading(quiet, told));

        assertThat(cells.bad()).isEqualTo(1);
    }

    /** The least ratio that is in order is no distance from 1: half of what the others have is beyond 0.8, at every scale. */
    @ParameterizedTest
    @CsvSource({
        "SELECTION_RATIO, 0.5, BAD",
        "RECALL_RATIO, 0.5, BAD",
        "ERROR_RATIO, 2, BAD",
        "SELECTION_RATIO, 0.9, GOOD",
        "RECALL_RATIO, 2, GOOD",
        "ERROR_RATIO, 1.2, GOOD"
    })
    void ratiosBetweenSlicesAreConfirmedByTheirShorterScales(Measure measure, double now, Verdict expected) {
        Series series = new Series(
                List.of(ratio(measure, 1, now, Verdict.GOOD), ratio(measure, 2, 0.5, Verdict.BAD)), Limit.TOLERANCE);

        assertThat(series.verdict()).isEqualTo(expected);
    }

    /** Of two slices the one is as far above as the other is below. */
    @ParameterizedTest
    @CsvSource({
        "RECALL_GAP, -0.3, BAD",
        "RECALL_GAP, 0.3, GOOD",
        "ERROR_GAP, 0.3, BAD",
        "ERROR_GAP, -0.3, GOOD",
        "SELECTION_GAP, 0.3, BAD",
        "SELECTION_GAP, -0.3, BAD"
    })
    void aGapBetweenSlicesIsToldOfTheOneThatHasTheDisadvantage(Measure measure, double gap, Verdict expected) {
        Measurement one = new Measurement("", 1, judged(measure, "", gap, 0, Verdict.BAD), 1, List.of());
        Measurement two = new Measurement("", 2, judged(measure, "", gap, 0, Verdict.BAD), 1, List.of());

        assertThat(new Series(List.of(one, two), Limit.TOLERANCE).verdict()).isEqualTo(expected);
    }

    private static Measurement ratio(Measure measure, int scale, double value, Verdict verdict) {
        Estimate estimate = new Estimate(value, value / 2, value * 2, 100, 1_000);
        Judged judged = new Judged(measure, "", estimate, 1, 0.8, 0, 100, 30, 0.1, verdict);
        return new Measurement("", scale, judged, 1, List.of());
    }

    private static Slot slice(Measurement... measurements) {
        return DRIFT.point(reading(measurements), SLICES).slot();
    }

    private static Reading reading(Measurement... measurements) {
        Scope scope = new Scope("m", Stage.SERVING, Scope.ALL);
        return new Reading(scope, new TimeWindow(0, 3_600_000), "pinned:1", 7, 100, List.of(measurements));
    }

    private static Measurement of(String column, int scale, double value, Verdict verdict) {
        return new Measurement(column, scale, judged(Measure.KS, "", value, 0, verdict), 1, List.of());
    }

    private static Measurement share(String label, int scale, double value, Verdict verdict) {
        return new Measurement("class", scale, judged(Measure.SHARE, label, value, 0.2, verdict), 1, List.of());
    }

    private static Judged judged(Measure measure, String label, double value, double reference, Verdict verdict) {
        Estimate estimate = new Estimate(value, value - 0.01, value + 0.01, 100, 1_000);
        return new Judged(measure, label, estimate, reference, 0.05, 0, 100, 30, 0.1, verdict);
    }

    private static Measurement counted(String column, int scale, long count, long total, Verdict verdict) {
        Estimate estimate = new Estimate((double) count / total, 0, 1, total, 0);
        Judged judged = new Judged(Measure.MISSING, "", estimate, 0, 0.05, count, total, 30, 0.1, verdict);
        return new Measurement(column, scale, judged, 1, List.of());
    }
}
