package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Least;
import io.tidemark.slo.AlertPolicy.Pair;
import io.tidemark.slo.AlertPolicy.Tier;
import io.tidemark.slo.AlertPolicy.Trickle;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Indicator.Counted;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Selection.Kind;
import io.tidemark.slo.Slices;
import io.tidemark.slo.SlotRule;
import io.tidemark.slo.SlotRule.NoData;
import io.tidemark.stats.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MonitorObjectivesTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final Set<Measure> SHAPES = Set.of(
            Measure.KS, Measure.RANK_SHIFT, Measure.RANK_SPREAD, Measure.JS_DISTANCE, Measure.LINF, Measure.UNSEEN);
    private static final Condition USUAL_TICKET = new Condition.Pairs(
            List.of(new Pair(0.1, 24 * HOUR, 2 * HOUR), new Pair(0.1, 72 * HOUR, 6 * HOUR)),
            new Least(20, 3, Least.RARE),
            new Least(0, 2));

    @Test
    void daysOfDriftKeepColumnsTargetAndPeople() {
        Objective drift = of(DemoSlos.ELECTRICITY).get(0);

        Tier page = new Tier(
                Severity.PAGE,
                List.of(new Condition.Pairs(List.of(new Pair(0.9, 3 * DAY, DAY)), new Least(2, 2), new Least(2, 2))),
                Trickle.IGNORED,
                0,
                15 * MINUTE);
        assertThat(drift)
                .isEqualTo(new Objective(
                        "electricity-interstate-drift",
                        new Objective.Subject("electricity", Stage.SERVING, Slices.WHOLE),
                        new Indicator.OfWindows(
                                new Selection(
                                        Kind.DRIFT, SHAPES, List.of("vicprice", "vicdemand", "transfer"), Set.of()),
                                Limit.TOLERANCE),
                        new Goal(0.95, 28 * DAY, Method.TIMESLICES, DAY),
                        new AlertPolicy(List.of(page)),
                        new Objective.About(
                                "Victoria's price, demand and transfer look as in training",
                                "The model was trained while these three were constant.",
                                "team-market",
                                "https://example.com/runbooks/electricity-drift")));
        // 0.9 · 28 d / 3 d
        assertThat(FittedTier.of(drift).get(0).pairs())
                .containsExactly(new BurnPair(3 * DAY, DAY, 0.9 * 28 / 3, 0.9 * 28 / 3, 2, 2, 1));
    }

    @Test
    void limitsOfOneMeasureBecomeBands() {
        List<Objective> objectives = of(DemoSlos.ELECTRICITY);

        assertThat(objectives.get(1).indicator())
                .isEqualTo(new Indicator.OfWindows(
                        new Selection(Kind.DRIFT, Set.of(Measure.KS), List.of("nswprice", "nswdemand"), Set.of()),
                        new Limit.Band(NONE, 0.5)));
        assertThat(objectives.get(2).indicator())
                .isEqualTo(new Indicator.OfWindows(
                        Selection.ofShare(List.of("prediction"), Set.of("UP")), new Limit.Band(0.15, ANY)));
        assertThat(objectives.get(2).goal().target()).isEqualTo(0.8);
    }

    @Test
    void usualPoliciesAreThoseOfTheFileAndWatchForATrickle() {
        List<Objective> objectives = of(DemoSlos.ELECTRICITY);

        assertThat(objectives.get(1).policy().tiers())
                .containsExactly(
                        new Tier(Severity.TICKET, List.of(USUAL_TICKET), Trickle.WATCHED, 15 * MINUTE, 15 * MINUTE));
        assertThat(objectives.get(2).policy().tiers())
                .extracting(Tier::severity)
                .containsExactly(Severity.PAGE, Severity.TICKET);
    }

    @Test
    void eventsOfEachAirportKeepThePolicyAsWritten() {
        Objective onTime = of(DemoSlos.FLIGHTS).get(0);

        assertThat(onTime.subject().slices()).isEqualTo(Slices.Groupings.of(List.of(List.of("origin"))));
        assertThat(onTime.indicator())
                .isEqualTo(new Indicator.OfEvents(Selection.ofShare(List.of("delayed15"), Set.of("0")), Counted.GOOD));
        assertThat(onTime.goal()).isEqualTo(new Goal(0.75, 28 * DAY, Method.OCCURRENCES, DAY));
        // a day is one slot: 0.072 · 28 d / 1 d = 2.016, capped at 0.5 / 0.25: every second flight late
        BurnPair page = FittedTier.of(onTime).get(0).pairs().get(0);
        assertThat(page.factorRaw()).isCloseTo(2.016, within(1e-9));
        assertThat(page).isEqualTo(new BurnPair(DAY, DAY, page.factorRaw(), 2, 50, 25, 1));
        // 0.3 · 28 d / 7 d = 1.2, and no trickle besides
        assertThat(FittedTier.of(onTime).get(1).pairs())
                .containsExactly(new BurnPair(7 * DAY, DAY, 0.3 * 28 / 7, 0.3 * 28 / 7, 200, 60, 1));
    }

    @Test
    void badEventsOfSeveralColumns() {
        assertThat(of(DemoSlos.FLIGHTS).get(1).indicator())
                .isEqualTo(new Indicator.OfEvents(
                        Selection.of(Kind.INVALID, List.of("delay", "distance", "delayed15")), Counted.BAD));
    }

    @Test
    void conditionsOfOneSeverityMakeOneTier() {
        Objective objective = of(slo(
                        "",
                        "Timeslices",
                        "7d",
                        "{kind: missing}",
                        "{target: 0.9}",
                        """
                        - alertPolicyRef: mwmb-tickets
                        - kind: AlertPolicy
                          metadata: {name: mine}
                          spec:
                            conditions:
                              - spec:
                                  severity: info
                                  condition: {pairs: [{budgetPercent: 50, longWindow: 1d}]}
                              - spec:
                                  severity: ticket
                                  condition:
                                    pairs: [{budgetPercent: 40, longWindow: 1d, shortWindow: 3h}]
                                    minTotal: 9
                                    minBad: 7
                                    for: 2h
                                    keepFiringFor: 6h
                        """))
                .get(0);

        // the shorter `for` of 15 min and 2 h, the longer keepFiringFor of 15 min and 6 h; each with its own minTotal
        // and
        // minBad
        assertThat(objective.policy().tiers())
                .containsExactly(
                        new Tier(
                                Severity.TICKET,
                                List.of(
                                        USUAL_TICKET,
                                        new Condition.Pairs(
                                                List.of(new Pair(0.4, DAY, 3 * HOUR)),
                                                new Least(9, 7),
                                                new Least(9, 7))),
                                Trickle.WATCHED,
                                15 * MINUTE,
                                6 * HOUR),
                        new Tier(
                                Severity.INFO,
                                List.of(new Condition.Pairs(
                                        List.of(new Pair(0.5, DAY, 2 * HOUR)),
                                        new Least(20, 3, Least.RARE),
                                        new Least(0, 2))),
                                Trickle.IGNORED,
                                0,
                                15 * MINUTE));
    }

    @Test
    void annotationsReachGoalPolicyAndSubject() {
        Objective objective = of(slo(
                        "tidemark.io/no-data: bad, tidemark.io/mode: dryRun, tidemark.io/slices: all",
                        "Timeslices",
                        "7d",
                        "{kind: drift, columns: [\"price_*\"]}",
                        "{target: 0.9, timeSliceTarget: 0.75}",
                        TICKETS))
                .get(0);

        assertThat(objective.goal())
                .isEqualTo(new Goal(0.9, 7 * DAY, Method.TIMESLICES, HOUR, new SlotRule(0.75, NoData.BAD)));
        assertThat(objective.policy().mode()).isEqualTo(AlertPolicy.Mode.DRY_RUN);
        assertThat(objective.subject().slices()).isEqualTo(Slices.EACH);
        assertThat(objective.indicator().selection().columns()).containsExactly("price_*");
    }

    @Test
    void noAlertPolicyIsABudgetWithoutAlerts() {
        Objective objective = of(slo("", "Timeslices", "7d", "{kind: volume}", "{target: 0.9}", "[]"))
                .get(0);

        assertThat(objective.policy().tiers()).isEmpty();
        assertThat(objective.indicator())
                .isEqualTo(new Indicator.OfWindows(Selection.of(Kind.VOLUME, List.of()), Limit.TOLERANCE));
    }

    @Test
    void everyKindOfWindowsIsMapped() {
        for (String kind : List.of("drift", "missing", "invalid", "volume", "unseen")) {
            for (String method : List.of("Timeslices", "Occurrences")) {
                String file = slo("", method, "7d", "{kind: " + kind + "}", "{target: 0.9}", TICKETS);

                assertThat(of(file)).hasSize(1);
            }
        }
    }

    @Test
    void everyMeasureOfQualityThatAFileNamesIsOne() {
        for (Measure measure : List.of(
                Measure.ACCURACY,
                Measure.AUC,
                Measure.LABELLED,
                Measure.ERROR_GAP,
                Measure.SELECTION_RATIO,
                Measure.RECALL_RATIO,
                Measure.ERROR_RATIO)) {
            String word = measure.name().toLowerCase(Locale.ROOT);
            String file = slo(
                            "tidemark.io/slices: all",
                            "Timeslices",
                            "7d",
                            "{kind: quality, measure: " + word + "}",
                            "{target: 0.9, op: gte, value: 0.5}",
                            TICKETS)
                    .replace(
                            "source: {csv: {time: at}}",
                            "source: {csv: {time: at, prediction: p, label: y}}\n    slices: [[country]]\n    labels: {positive: UP}");

            assertThat(of(file))
                    .as(word)
                    .singleElement()
                    .extracting(Objective::indicator)
                    .isEqualTo(new Indicator.OfWindows(
                            new Selection(Kind.QUALITY, Set.of(measure), List.of(), Set.of("")),
                            new Limit.Band(0.5, ANY)));
        }
    }

    private static final String TICKETS = "[{alertPolicyRef: mwmb-tickets}]";

    private static List<Objective> of(String file) {
        return MonitorObjectives.of(MonitorFileReader.parse("m.yaml", file));
    }

    /** A file of one SLO named s on hourly windows. */
    private static String slo(
            String annotations, String method, String window, String indicator, String objective, String policies) {
        String inline = policies.startsWith("[") ? " " + policies : "\n" + policies.indent(4);
        return """
                monitors:
                  - model: m
                    source: {csv: {time: at}}
                ---
                kind: SLO
                apiVersion: openslo/v1
                metadata:
                  name: s
                  labels: {model: m, owner: me}
                  annotations: {%s}
                spec:
                  budgetingMethod: %s
                  timeWindow: [{duration: %s}]
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: %s}}}}
                  objectives: [%s]
                  alertPolicies:%s
                """
                .formatted(annotations, method, window, indicator, objective, inline);
    }
}
