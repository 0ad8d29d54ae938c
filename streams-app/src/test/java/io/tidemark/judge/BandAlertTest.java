package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.SlotRule;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Golden sentences of objectives with a fixed limit, of event ratios of values, of silence and of dry runs. */
class BandAlertTest {
    private static final long DAY = Bench.DAY;
    private static final String BUDGET = "  budget: 71 % used, gone in 19 h at this rate";
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final double ANY = Double.POSITIVE_INFINITY;

    @Test
    void shareBelowItsLimit() {
        Indicator indicator = new Indicator.OfWindows(
                Selection.ofShare(List.of("prediction"), Set.of("UP")), new Limit.Band(0.15, ANY));

        Alert alert = twoBadDays(
                indicator,
                AlertPolicy.Mode.LIVE,
                judged(Measure.SHARE, "UP", new Estimate(0.082, 0.06, 0.11, 48, 0), 0.38, Verdict.GOOD));

        assertThat(alert.summary())
                .isEqualTo(
                        "electricity · share of prediction \"UP\" too low in all events since 1997-05-05 00:00Z (share of \"UP\" 8.2 % "
                                + "< 15 %, upper bound 11.0 %, n 48, 1 × 1 d)\n" + BUDGET);
        assertThat(alert.finding().evidence().get(0).judged().tolerance()).isEqualTo(0.23);
        assertThat(alert.isDryRun()).isFalse();
    }

    @Test
    void distanceAboveItsLimit() {
        Indicator indicator = new Indicator.OfWindows(
                new Selection(Selection.Kind.DRIFT, Set.of(Measure.KS), List.of("nsw*"), Set.of()),
                new Limit.Band(NONE, 0.5));

        Alert alert = twoBadDays(
                indicator,
                AlertPolicy.Mode.LIVE,
                judged(Measure.KS, "", new Estimate(0.71, 0.55, 1, 48, 2_688), 0, Verdict.BAD));

        assertThat(alert.summary())
                .isEqualTo(
                        "electricity · nswprice drifted in all events since 1997-05-05 00:00Z (ks 0.71 > 0.5, lower bound 0.55, "
                                + "n 48 against 2,688, 1 × 1 d)\n" + BUDGET);
    }

    @Test
    void volumeBeyondItsToleranceShowsTheRatio() {
        Indicator indicator = new Indicator.OfWindows(Selection.of(Selection.Kind.VOLUME, List.of()), Limit.TOLERANCE);

        Alert alert = twoBadDays(
                indicator,
                AlertPolicy.Mode.LIVE,
                new Judged(
                        Measure.VOLUME, "", new Estimate(0.1, 0.05, 0.14, 5, 4_000), 1, 2, 5, 5, 30, 3, Verdict.BAD));

        assertThat(alert.summary())
                .isEqualTo(
                        "electricity · too few rows in all events since 1997-05-05 00:00Z (volume 0.10 ratio < 0.5 ratio, upper bound "
                                + "0.14 ratio, n 5 against 4,000, 1 × 1 d)\n" + BUDGET);
    }

    @Test
    void dryRunSaysSoFirst() {
        Indicator indicator =
                new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of()), new Limit.Band(NONE, 0.5));

        Alert alert = twoBadDays(
                indicator,
                AlertPolicy.Mode.DRY_RUN,
                judged(Measure.KS, "", new Estimate(0.71, 0.55, 1, 48, 2_688), 0, Verdict.BAD));

        assertThat(alert.isDryRun()).isTrue();
        assertThat(alert.summary()).startsWith("dry run: electricity · nswprice drifted in all events since ");
    }

    @Test
    void silenceThatCountsAsBadIsCalledNoData() {
        Indicator indicator =
                new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of("*")), Limit.TOLERANCE);

        Alert alert = twoBadDays(
                indicator,
                AlertPolicy.Mode.LIVE,
                judged(Measure.KS, "", new Estimate(0, 0, 1, 0, 2_688), 0, Verdict.NO_DATA));

        assertThat(alert.summary())
                .startsWith(
                        "electricity · no data in all events since 1997-05-05 00:00Z (2 of 2 windows in the last 2 d: 100.0 % "
                                + "against 5.0 % allowed, 20.00 × the budget's rate)\n");
    }

    @Test
    void eventsThatAreNotOneOfTheGoodValues() {
        Indicator indicator =
                new Indicator.OfEvents(Selection.ofShare(List.of("delayed15"), Set.of("0")), Indicator.Counted.GOOD);

        List<Alert> told = told(
                objective(indicator, AlertPolicy.Mode.LIVE, Method.OCCURRENCES),
                day(0, "delayed15", rows("0", 1_000, 1_000)),
                day(1, "delayed15", rows("0", 1_000, 1_000)),
                day(2, "delayed15", rows("0", 600, 1_000)),
                day(3, "delayed15", rows("0", 500, 1_000)));

        // 0.05 · 56 d / 2 d is a factor of 1.4; the third day makes it 0.2 / 0.05
        assertThat(told.get(0).summary())
                .startsWith(
                        "electricity · delayed15 not \"0\" in all events since 1997-05-03 00:00Z (400 of 2,000 rows in the last 2 d: "
                                + "20.0 % against 5.0 % allowed, 4.00 × the budget's rate)\n");
    }

    private static Alert twoBadDays(Indicator indicator, AlertPolicy.Mode mode, Judged bad) {
        String column = bad.measure() == Measure.VOLUME ? "" : bad.measure() == Measure.KS ? "nswprice" : "prediction";
        Estimate inside = new Estimate(bad.measure() == Measure.KS ? 0.1 : 1, 0, 1, 48, 0);
        Judged good = new Judged(
                bad.measure(), bad.label(), inside, bad.reference(), bad.tolerance(), 0, 48, 30, 0.1, Verdict.GOOD);
        return told(
                        objective(indicator, mode, Method.TIMESLICES),
                        day(0, column, good),
                        day(1, column, good),
                        day(2, column, good),
                        day(3, column, good),
                        day(4, column, bad),
                        day(5, column, bad))
                .get(0);
    }

    private static Objective objective(Indicator indicator, AlertPolicy.Mode mode, Method method) {
        SlotRule.NoData noData = method == Method.TIMESLICES ? SlotRule.NoData.BAD : SlotRule.NoData.EXCLUDE;
        return new Objective(
                "promise",
                new Objective.Subject("electricity", Stage.SERVING, Slices.WHOLE),
                indicator,
                new Goal(0.95, 56 * DAY, method, DAY, new SlotRule(1, noData)),
                new AlertPolicy(AlertPolicy.standard().tiers(), mode),
                Objective.About.NOTHING);
    }

    private static List<Alert> told(Objective objective, Reading... readings) {
        Judge judge = new Judge(List.of(objective));
        Ledger state = new Ledger(judge.terms(objective));
        List<Alert> told = new ArrayList<>();
        for (Reading reading : readings) {
            told.addAll(judge.judge(objective, state, reading, 0).alerts());
        }
        return told;
    }

    private static Reading day(int day, String column, Judged judged) {
        long start = Bench.START + day * DAY;
        return new Reading(
                new Scope("electricity", Stage.SERVING, Scope.ALL),
                new TimeWindow(start, start + DAY),
                "pinned:1f0c",
                0,
                judged.total(),
                List.of(new Measurement(column, 1, judged, 1, List.of())));
    }

    private static Judged judged(Measure measure, String label, Estimate estimate, double reference, Verdict verdict) {
        return new Judged(measure, label, estimate, reference, 0.05, 0, 48, 30, 0.1, verdict);
    }

    private static Judged rows(String label, long count, long total) {
        Estimate estimate = new Estimate((double) count / total, 0, 1, total, 0);
        return new Judged(Measure.SHARE, label, estimate, 1, 0.05, count, total, 30, 0.1, Verdict.GOOD);
    }
}
