package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CauseTextTest {
    private static final long HOUR = 3_600_000;
    private static final Selection UP = Selection.ofShare(List.of("class"), Set.of("UP"));
    private static final Reading BRAZIL = new Reading(
            new Scope("fraud", Stage.SERVING, "country=BR"), new TimeWindow(0, HOUR), "pinned:1", 0, 5_120, List.of());

    @Test
    void shareNamesItsClassAndTheBandAroundTheReference() {
        Measurement moved =
                measured("class", Measure.SHARE, "UP", new Estimate(0.35, 0.33, 0.37, 5_120, 98_400), 0.2, 2);

        Episode.Cause cause = cause(new Indicator.OfWindows(UP, Limit.TOLERANCE), moved);

        assertThat(cause)
                .isEqualTo(
                        new Episode.Cause(
                                "fraud · share of class \"UP\" moved in country=BR",
                                "share of \"UP\" 35.0 % against 20.0 % ± 5.0 %, bounds 33.0 % to 37.0 %, n 5,120 against 98,400, 2 × 1 h"));
    }

    @Test
    void signedMeasureShowsBothBounds() {
        Measurement down = measured("age", Measure.RANK_SHIFT, "", new Estimate(-0.3, -0.35, -0.25, 900, 0), 0, 1);

        assertThat(cause(drift(), down).proof())
                .isEqualTo("rank_shift -0.30 against 0.00 ± 0.05, bounds -0.35 to -0.25, n 900, 1 × 1 h");
    }

    /** Their tolerance is the least ratio that is in order, not a distance; and they say against whom, whatever the baseline is. */
    @Test
    void ratiosBetweenSlicesSayTheirLimitAndWhoTheOthersAre() {
        Estimate few = new Estimate(0.41, 0.25, 0.69, 519, 481);
        Estimate many = new Estimate(2.4, 1.6, 3.1, 519, 481);

        Episode.Cause selected = cause(fair(Measure.SELECTION_RATIO), fairness(Measure.SELECTION_RATIO, few));
        Episode.Cause wrong = cause(fair(Measure.ERROR_RATIO), fairness(Measure.ERROR_RATIO, many));

        assertThat(selected.what()).isEqualTo("fraud · selection ratio too small in country=BR against all others");
        assertThat(selected.proof())
                .isEqualTo(
                        "selection_ratio 0.41 ratio < 0.8 ratio, upper bound 0.69 ratio, n 519 against 481, 2 × 1 h");
        assertThat(wrong.proof())
                .isEqualTo("error_ratio 2.40 ratio > 1.25 ratio, lower bound 1.60 ratio, n 519 against 481, 2 × 1 h");
    }

    private static Indicator fair(Measure measure) {
        Selection selection = new Selection(Selection.Kind.QUALITY, Set.of(measure), List.of(), Set.of(""));
        return new Indicator.OfWindows(selection, Limit.TOLERANCE);
    }

    private static Measurement fairness(Measure measure, Estimate estimate) {
        return new Measurement(
                "", 2, new Judged(measure, "", estimate, 1, 0.8, 0, 519, 30, 0.1, Verdict.BAD), 1, List.of());
    }

    @Test
    void changeNamesItsDetectorAndWhereItCameFrom() {
        Measurement volume =
                measured("", Measure.CHANGE, "volume cusum", new Estimate(-0.6, -0.8, -0.4, 40, 500), 1.02, 1);
        Measurement mean = measured("age", Measure.CHANGE, "mean adwin", new Estimate(0.3, 0.2, 0.4, 40, 500), 0, 1);

        Episode.Cause cause = cause(
                new Indicator.OfWindows(Selection.of(Selection.Kind.CHANGE, List.of()), Limit.TOLERANCE), volume, mean);

        assertThat(cause)
                .isEqualTo(
                        new Episode.Cause(
                                "fraud · volume and age changed in country=BR",
                                "change \"volume cusum\" -0.60 from 1.02 ± 0.05, bounds -0.80 to -0.40, n 40 against 500, 1 × 1 h"));
    }

    @Test
    void measureWithAUnitPrintsIt() {
        Measurement js = measured("amount", Measure.JS_DISTANCE, "", new Estimate(0.31, 0.27, 0.4, 900, 0), 0, 4);

        assertThat(cause(drift(), js).proof())
                .isEqualTo("js_distance 0.31 √bits > 0.05 √bits, lower bound 0.27 √bits, n 900, 4 × 1 h");
    }

    @Test
    void manyColumnsAreCountedNotListed() {
        Measurement[] four = Stream.of("a", "b", "c", "d")
                .map(column -> measured(column, Measure.KS, "", new Estimate(0.3, 0.2, 0.4, 900, 0), 0, 1))
                .toArray(Measurement[]::new);

        assertThat(cause(drift(), four).what()).isEqualTo("fraud · a, b, c and 1 more drifted in country=BR");
    }

    @Test
    void withoutEvidenceTheBurnIsTheProof() {
        assertThat(cause(drift()))
                .isEqualTo(new Episode.Cause(
                        "fraud · columns drifted in country=BR",
                        "2 of 8 windows in the last 8 h: 25.0 % against 5.0 % allowed, 5.00 × the budget's rate"));
    }

    /** What is missing of quality: predictions, or their labels. */
    @Test
    void silenceOfLabelsSaysWhatDoesNotCome() {
        assertThat(silence(0)).isEqualTo("fraud · no predictions in all events");
        assertThat(silence(400)).isEqualTo("fraud · no labels of predictions in all events");
    }

    private static String silence(long predictions) {
        Reading reading = new Reading(
                new Scope("fraud", Stage.SERVING, Scope.ALL),
                new TimeWindow(0, HOUR),
                "baseline:first 14 × 1 h",
                0,
                predictions,
                List.of(),
                false,
                Comparison.LABELS,
                "");
        return CauseText.ofSilence(objective(drift()), reading, 4 * HOUR).what();
    }

    private static Indicator drift() {
        return new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of()), Limit.TOLERANCE);
    }

    private static Episode.Cause cause(Indicator indicator, Measurement... evidence) {
        Alert.Burn burn = new Alert.Burn(8 * HOUR, HOUR, 5, 20, 4, 4, 2, 8, Alert.PairState.BURNING);
        return CauseText.of(objective(indicator), BRAZIL, List.of(evidence), List.of(burn));
    }

    private static Objective objective(Indicator indicator) {
        return new Objective(
                "promise",
                new Objective.Subject("fraud", Stage.SERVING, Slices.EACH),
                indicator,
                new Goal(0.95, 28 * 24 * HOUR, Method.TIMESLICES, HOUR),
                AlertPolicy.standard(),
                Objective.About.NOTHING);
    }

    private static Measurement measured(
            String column, Measure measure, String label, Estimate estimate, double reference, int scale) {
        Judged judged = new Judged(measure, label, estimate, reference, 0.05, 0, 5_120, 30, 0.1, Verdict.BAD);
        return new Measurement(column, scale, judged, 1, List.of());
    }
}
