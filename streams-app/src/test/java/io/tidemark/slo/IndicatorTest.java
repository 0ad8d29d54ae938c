package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.Indicator.Counted;
import io.tidemark.slo.Indicator.OfEvents;
import io.tidemark.slo.Indicator.OfWindows;
import io.tidemark.slo.Selection.Kind;
import io.tidemark.slo.SlotRule.NoData;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndicatorTest {
    private static final long HOUR = 3_600_000;
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final double ANY = Double.POSITIVE_INFINITY;

    @Test
    void patternsAndMeasuresSelect() {
        Selection ks = new Selection(Kind.DRIFT, Set.of(Measure.KS), List.of("vic*", "transfer"), Set.of());

        assertThat(ks.matches(ks("vicprice", 1, 0.1, Verdict.GOOD))).isTrue();
        assertThat(ks.matches(ks("transfer", 1, 0.1, Verdict.GOOD))).isTrue();
        assertThat(ks.matches(ks("nswprice", 1, 0.1, Verdict.GOOD))).isFalse();
        assertThat(ks.matches(measured("vicprice", Measure.LINF, "", 1, 0.1, 0, Verdict.GOOD)))
                .isFalse();
    }

    @Test
    void starMeansEveryColumnAndNoColumnMeansWholeRows() {
        Selection missing = Selection.of(Kind.MISSING, List.of("*"));
        Selection volume = Selection.of(Kind.VOLUME, List.of());

        assertThat(missing.matches(counted("a", Measure.MISSING, "", 1, 10))).isTrue();
        assertThat(volume.matches(measured("", Measure.VOLUME, "", 1, 1, 1, Verdict.GOOD)))
                .isTrue();
    }

    @Test
    void measureOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> new Selection(Kind.MISSING, Set.of(Measure.KS), List.of(), Set.of()))
                .hasMessage("an indicator needs one or more measures of its kind: kind=MISSING, measures=[KS], "
                        + "possible=[MISSING]");
    }

    @Test
    void shareWithoutLabelIsRefused() {
        assertThatThrownBy(() -> Selection.ofShare(List.of("class"), Set.of()))
                .hasMessage("a share needs the labels it speaks of, and a kind without labels has none: kind=SHARE, "
                        + "columns=[class], labels=[]");
    }

    @Test
    void bandIsBadOnlyWhereTheBoundsRefuteIt() {
        OfWindows most = band(NONE, 0.5);

        // bounds are value ± 0.1
        assertThat(slot(most, ks("a", 1, 0.59, Verdict.BAD))).isEqualTo(Slot.GOOD.inDoubt());
        assertThat(slot(most, ks("a", 1, 0.61, Verdict.BAD))).isEqualTo(Slot.BAD);
        assertThat(slot(most, ks("a", 1, 0.61, Verdict.GOOD))).isEqualTo(Slot.BAD);
    }

    @Test
    void bandNeedsRowsToBeGoodAndNoneToBeBad() {
        OfWindows most = band(NONE, 0.5);

        assertThat(slot(most, ks("a", 1, 0.3, Verdict.INSUFFICIENT))).isEqualTo(Slot.EXCLUDED);
        assertThat(slot(most, ks("a", 1, 0.7, Verdict.INSUFFICIENT))).isEqualTo(Slot.BAD);
        assertThat(slot(most, ks("a", 1, 0.7, Verdict.NO_DATA))).isEqualTo(Slot.SILENT);
        assertThat(slot(most, ks("a", 1, 0.7, Verdict.WARMING_UP))).isEqualTo(Slot.OPEN);
    }

    @Test
    void lowerLimitIsBadBelowIt() {
        OfWindows least =
                new OfWindows(Selection.ofShare(List.of("prediction"), Set.of("UP")), new Limit.Band(0.15, ANY));

        assertThat(slot(least, share("UP", 0.04, Verdict.BAD))).isEqualTo(Slot.BAD);
        assertThat(slot(least, share("UP", 0.06, Verdict.BAD))).isEqualTo(Slot.GOOD.inDoubt());
        assertThat(slot(least, share("UP", 0.99, Verdict.BAD))).isEqualTo(Slot.GOOD);
    }

    @Test
    void longScaleLeavesABandOnlyIfTheSmallerOnesDo() {
        OfWindows most = band(NONE, 0.5);

        // 0.52 ± 0.1 proves nothing, but points the same way; 0.4 does not, though it is 0.4 from the reference
        assertThat(slot(most, ks("a", 1, 0.52, Verdict.BAD), ks("a", 2, 0.65, Verdict.BAD)))
                .isEqualTo(Slot.BAD);
        assertThat(slot(most, ks("a", 1, 0.4, Verdict.BAD), ks("a", 64, 0.65, Verdict.BAD)))
                .isEqualTo(Slot.GOOD);
    }

    @Test
    void evidenceOfABandCarriesItsLimitAndVerdict() {
        OfWindows least =
                new OfWindows(Selection.ofShare(List.of("prediction"), Set.of("UP")), new Limit.Band(0.15, ANY));

        List<Measurement> evidence = least.evidence(reading(share("UP", 0.04, Verdict.GOOD)));

        // the reference is 0.38; 0.38 − 0.15
        assertThat(evidence).hasSize(1);
        assertThat(evidence.get(0).judged().verdict()).isEqualTo(Verdict.BAD);
        assertThat(evidence.get(0).judged().reference()).isEqualTo(0.38);
        assertThat(evidence.get(0).judged().tolerance()).isEqualTo(0.23);
    }

    @Test
    void evidenceOfABandIsSortedByDistanceFromIt() {
        List<Measurement> evidence = band(NONE, 0.5)
                .evidence(reading(
                        ks("a", 1, 0.7, Verdict.BAD), ks("b", 1, 0.9, Verdict.BAD), ks("c", 1, 0.3, Verdict.BAD)));

        assertThat(evidence).extracting(Measurement::column).containsExactly("b", "a");
        assertThat(evidence).extracting(m -> m.judged().tolerance()).containsOnly(0.5);
    }

    @Test
    void bandWithoutLimitsIsRefused() {
        assertThatThrownBy(() -> new Limit.Band(NONE, ANY))
                .hasMessage("a band must have a lowest or a highest value, the lowest at most the highest: "
                        + "lowest=-Infinity, highest=Infinity");
    }

    @Test
    void largestDifferenceIsItsOwnEffect() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);

        // 0.3 is the difference already, of a share that was 0.3 in the reference
        Slot slot = slot(
                drift,
                measured("a", Measure.LINF, "UP", 1, 0.3, 0.3, Verdict.INSUFFICIENT),
                measured("a", Measure.LINF, "UP", 2, 0.3, 0.3, Verdict.BAD));

        assertThat(slot).isEqualTo(Slot.BAD);
    }

    @Test
    void fewerFaultsDoNotConfirmMoreOfThem() {
        OfWindows missing = new OfWindows(Selection.of(Kind.MISSING, List.of()), Limit.TOLERANCE);

        Slot slot = slot(
                missing,
                measured("a", Measure.MISSING, "", 1, 0.1, 0.4, Verdict.GOOD),
                measured("a", Measure.MISSING, "", 64, 0.6, 0.4, Verdict.BAD));

        assertThat(slot).isEqualTo(Slot.GOOD);
    }

    @Test
    void enoughGoodColumnsMakeASliceGood() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);
        Reading twoOfThree = reading(
                ks("a", 1, 0.1, Verdict.GOOD),
                ks("b", 1, 0.9, Verdict.BAD),
                ks("c", 1, 0.1, Verdict.GOOD),
                ks("d", 1, 0.1, Verdict.INSUFFICIENT));

        assertThat(drift.point(twoOfThree, slices(2.0 / 3, NoData.EXCLUDE)).slot())
                .isEqualTo(Slot.GOOD);
        assertThat(drift.point(twoOfThree, slices(0.7, NoData.EXCLUDE)).slot()).isEqualTo(Slot.BAD);
    }

    @Test
    void columnIsBadIfOneOfItsMeasuresIs() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);
        Reading reading = reading(
                ks("a", 1, 0.1, Verdict.GOOD),
                measured("a", Measure.RANK_SPREAD, "", 1, 0.4, 0, Verdict.BAD),
                ks("b", 1, 0.1, Verdict.GOOD));

        assertThat(drift.cells(reading)).isEqualTo(new Cells(1, 1, Verdict.INSUFFICIENT));
    }

    @Test
    void columnsOfWindowsAreCountedWhereOccurrencesAre() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);
        Reading reading =
                reading(ks("a", 1, 0.1, Verdict.GOOD), ks("b", 1, 0.9, Verdict.BAD), ks("c", 1, 0.1, Verdict.GOOD));

        assertThat(drift.point(reading, rows(NoData.EXCLUDE)).slot()).isEqualTo(Slot.ofRows(2, 1));
    }

    @Test
    void goodEventsOfSeveralValuesAddUp() {
        OfEvents onTime = new OfEvents(Selection.ofShare(List.of("delayed"), Set.of("0", "1")), Counted.GOOD);
        Reading reading = reading(
                counted("delayed", Measure.SHARE, "0", 60, 100),
                counted("delayed", Measure.SHARE, "1", 25, 100),
                counted("delayed", Measure.SHARE, "2", 15, 100),
                counted("other", Measure.SHARE, "0", 15, 100));

        assertThat(onTime.point(reading, rows(NoData.EXCLUDE)).slot()).isEqualTo(Slot.ofRows(85, 15));
        assertThat(onTime.evidence(reading))
                .extracting(m -> m.column() + " " + m.judged().label())
                .containsExactly("delayed 0");
    }

    @Test
    void badEventsOfSeveralColumnsAddUp() {
        OfEvents late = new OfEvents(Selection.ofShare(List.of("d*"), Set.of("1")), Counted.BAD);
        Reading reading =
                reading(counted("d1", Measure.SHARE, "1", 10, 100), counted("d2", Measure.SHARE, "1", 20, 50));

        assertThat(late.point(reading, rows(NoData.EXCLUDE)).slot()).isEqualTo(Slot.ofRows(120, 30));
        assertThat(late.evidence(reading)).extracting(Measurement::column).containsExactly("d2", "d1");
    }

    @Test
    void sliceOfEventsIsGoodIfEnoughEventsAre() {
        OfEvents valid = new OfEvents(Selection.of(Kind.INVALID, List.of("*")), Counted.BAD);
        Reading reading = reading(counted("a", Measure.INVALID, "", 10, 100));

        assertThat(valid.point(reading, slices(0.9, NoData.EXCLUDE)).slot()).isEqualTo(Slot.GOOD);
        assertThat(valid.point(reading, slices(0.91, NoData.EXCLUDE)).slot()).isEqualTo(Slot.BAD);
    }

    @Test
    void occurrencesOfWindowsCountEachColumnOfEachWindow() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);
        Reading reading = reading(
                ks("a", 1, 0.5, Verdict.BAD),
                ks("b", 1, 0.01, Verdict.GOOD),
                ks("c", 1, 0.01, Verdict.GOOD),
                ks("d", 1, 0.5, Verdict.INSUFFICIENT));

        assertThat(drift.point(reading, rows(NoData.EXCLUDE)).slot()).isEqualTo(Slot.ofRows(2, 1));
        assertThat(drift.point(reading, slices(1, NoData.EXCLUDE)).slot()).isEqualTo(Slot.BAD);
    }

    @Test
    void slowerIsOneSided() {
        OfWindows slower = new OfWindows(Selection.of(Kind.SLOWER, List.of("latency")), Limit.RISE);

        assertThat(slot(slower, shift("latency", 0.3, Verdict.BAD))).isEqualTo(Slot.BAD);
        assertThat(slot(slower, shift("latency", -0.3, Verdict.BAD))).isEqualTo(Slot.GOOD);
        assertThat(slot(slower, shift("latency", 0.3, Verdict.INSUFFICIENT))).isEqualTo(Slot.EXCLUDED);
        assertThat(slot(slower, shift("other", 0.3, Verdict.BAD))).isEqualTo(Slot.EXCLUDED);
    }

    @Test
    void requestsAreThoseOfTheObjectivesRule() {
        Selection fast = new Selection(Kind.LATENCY, Set.of(Measure.SLOW), List.of(), Set.of("300 ms"));
        Reading reading = reading(
                measured("", Measure.SLOW, "300 ms", 1, 0.4, 0, Verdict.BAD),
                measured("", Measure.SLOW, "900 ms", 1, 0.01, 0, Verdict.GOOD));

        assertThat(new OfWindows(fast, new Limit.Band(-ANY, 0.25))
                        .point(reading, slices(1, NoData.EXCLUDE))
                        .slot())
                .isEqualTo(Slot.BAD);
        assertThat(new OfWindows(fast, new Limit.Band(-ANY, 0.35))
                        .point(reading, slices(1, NoData.EXCLUDE))
                        .slot())
                .isEqualTo(Slot.GOOD.inDoubt());
        assertThatThrownBy(() -> Selection.of(Kind.LATENCY, List.of()))
                .hasMessageStartingWith("a share needs the labels it speaks of");
    }

    @Test
    void windowWithoutDataCountsAsItIsTold() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);
        Reading silent = reading(ks("a", 1, 0, Verdict.NO_DATA), ks("b", 1, 0, Verdict.NO_DATA));

        assertThat(drift.isSilent(silent)).isTrue();
        assertThat(drift.point(silent, slices(1, NoData.EXCLUDE)).slot()).isEqualTo(Slot.SILENT);
        assertThat(drift.point(silent, slices(1, NoData.GOOD)).slot()).isEqualTo(Slot.GOOD);
        assertThat(drift.point(silent, slices(1, NoData.BAD)).slot()).isEqualTo(Slot.BAD.silent());
        assertThat(drift.point(silent, rows(NoData.GOOD)).slot()).isEqualTo(Slot.ofRows(0, 0));
    }

    @Test
    void onlyTheSilenceOfAllColumnsIsNoData() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of()), Limit.TOLERANCE);
        Reading partly = reading(ks("a", 1, 0, Verdict.NO_DATA), ks("b", 1, 0.1, Verdict.INSUFFICIENT));

        assertThat(drift.isSilent(partly)).isFalse();
        assertThat(drift.point(partly, slices(1, NoData.BAD)).slot()).isEqualTo(Slot.EXCLUDED);
    }

    @Test
    void whatIsNotMeasuredYetIsNoSilence() {
        OfWindows drift = new OfWindows(Selection.of(Kind.DRIFT, List.of("a")), Limit.TOLERANCE);
        Reading warmingUp = reading(measured("a", Measure.MISSING, "", 1, 0, 0, Verdict.WARMING_UP));
        Reading unknown = reading(measured("b", Measure.MISSING, "", 1, 0, 0, Verdict.GOOD));

        assertThat(drift.point(warmingUp, slices(1, NoData.BAD)).slot()).isEqualTo(Slot.OPEN);
        assertThat(drift.point(unknown, slices(1, NoData.BAD)).slot()).isEqualTo(Slot.EXCLUDED);
    }

    private static OfWindows band(double lowest, double highest) {
        return new OfWindows(Selection.of(Kind.DRIFT, List.of()), new Limit.Band(lowest, highest));
    }

    private static Goal slices(double sliceTarget, NoData noData) {
        return new Goal(0.95, 24 * HOUR, Method.TIMESLICES, HOUR, new SlotRule(sliceTarget, noData));
    }

    private static Goal rows(NoData noData) {
        return new Goal(0.95, 24 * HOUR, Method.OCCURRENCES, HOUR, new SlotRule(1, noData));
    }

    private static Slot slot(Indicator indicator, Measurement... measurements) {
        return indicator.point(reading(measurements), slices(1, NoData.EXCLUDE)).slot();
    }

    private static Reading reading(Measurement... measurements) {
        Scope scope = new Scope("m", Stage.SERVING, Scope.ALL);
        return new Reading(scope, new TimeWindow(0, HOUR), "pinned:1", 0, 100, List.of(measurements));
    }

    private static Measurement ks(String column, int scale, double value, Verdict verdict) {
        return measured(column, Measure.KS, "", scale, value, 0, verdict);
    }

    private static Measurement shift(String column, double value, Verdict verdict) {
        return measured(column, Measure.RANK_SHIFT, "", 1, value, 0, verdict);
    }

    private static Measurement share(String label, double value, Verdict verdict) {
        return measured("prediction", Measure.SHARE, label, 1, value, 0.38, verdict);
    }

    /** Bounds are value ± 0.1, the tolerance is 0.05. */
    private static Measurement measured(
            String column, Measure measure, String label, int scale, double value, double reference, Verdict verdict) {
        Estimate estimate = new Estimate(value, value - 0.1, value + 0.1, 100, 1_000);
        Judged judged = new Judged(measure, label, estimate, reference, 0.05, 0, 100, 30, 0.1, verdict);
        return new Measurement(column, scale, judged, 1, List.of());
    }

    private static Measurement counted(String column, Measure measure, String label, long count, long total) {
        Estimate estimate = new Estimate((double) count / total, 0, 1, total, 0);
        Judged judged = new Judged(measure, label, estimate, 0, 0.05, count, total, 30, 0.1, Verdict.GOOD);
        return new Measurement(column, 1, judged, 1, List.of());
    }
}
