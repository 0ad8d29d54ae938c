package io.tidemark.slo.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Change;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import io.tidemark.slo.promotion.PromotionRule.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a promotion asks for, one criterion at a time; the clock of the data is at day 10. */
class EligibilityTest {
    private static final long DAY = 86_400_000;
    private static final long NOW = 10 * DAY;
    private static final Criteria ALL =
            new Criteria(3, 2, Set.of(Group.DATA, Group.LATENCY), List.of(), true, 0.9, new Pages(1, 7 * DAY), 5 * DAY);

    private final List<SloStatus> standings = new ArrayList<>(List.of(
            status("missing", Scope.ALL, 0.4, 0.95, "HEALTHY"), status("slow", Scope.ALL, 0.6, 0.99, "AT_RISK")));
    private final List<Change> changes = new ArrayList<>(List.of(change(Change.Kind.LOADED, 1, "v2")));
    private final List<RunOutcome> runs = new ArrayList<>(List.of(run("r3", true), run("r2", false), run("r1", true)));
    private final List<Long> pages = new ArrayList<>(List.of(DAY, 9 * DAY));
    private long observedSinceMs = 2 * DAY;
    private boolean arePromotionsAllowed = true;

    private static Objective objective(String id, Selection selection) {
        return new Objective(
                id,
                new Objective.Subject("m", Stage.SERVING, Slices.EACH),
                new Indicator.OfEvents(selection, Indicator.Counted.BAD),
                new Goal(0.9, 7 * DAY, Alert.Method.OCCURRENCES, DAY),
                AlertPolicy.standard(),
                Objective.About.NOTHING);
    }

    private static final List<Objective> OBJECTIVES = List.of(
            objective("missing", Selection.of(Selection.Kind.MISSING, List.of("a"))),
            objective(
                    "slow",
                    new Selection(
                            Selection.Kind.LATENCY, Selection.Kind.LATENCY.measures(), List.of(), Set.of("300 ms"))));

    private static final List<Promised> PROMISED = Stream.concat(
                    OBJECTIVES.stream().map(Promised::of), Stream.of(new Promised("steady", Group.TRAINING, false)))
            .toList();

    private static SloStatus status(String id, String slice, double consumed, double coverage, String state) {
        return new SloStatus(
                new SloStatus.Key("m", id, slice),
                "",
                state,
                true,
                0.9,
                new TimeWindow(0, NOW),
                new SloStatus.Counts(90, 10),
                new Alert.Budget(consumed, 1 - consumed, 0, new Alert.TimeLeft.Lasting()),
                OptionalDouble.empty(),
                coverage,
                1,
                0);
    }

    private static Change change(Change.Kind kind, int day, String version) {
        return new Change(kind + "@" + day, kind, "m", day * DAY, version, "", Map.of(), "", "", "", "");
    }

    private static RunOutcome run(String id, boolean isSuccess) {
        RunOutcome.End end = isSuccess ? RunOutcome.End.SUCCEEDED : RunOutcome.End.FAILED;
        return new RunOutcome(id, "", end, 0, DAY, 10, Map.of(), "");
    }

    private Eligibility found() {
        return found(ALL);
    }

    private Eligibility found(Criteria criteria) {
        return Eligibility.of(
                criteria,
                new PromotionFacts(
                        PROMISED, standings, changes, runs, pages, observedSinceMs, arePromotionsAllowed, NOW));
    }

    private static Answer of(Eligibility found, String name) {
        return found.criteria().stream()
                .filter(criterion -> criterion.name().equals(name))
                .map(Criterion::answer)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyCriterionHasItsEvidence() {
        assertThat(found())
                .isEqualTo(new Eligibility(
                        "v2",
                        Answer.YES,
                        List.of(
                                new Criterion(
                                        "budgets", Answer.YES, "no step of an error-budget policy holds promotions"),
                                new Criterion("runs", Answer.YES, "2 of the last 3 runs succeeded: r3, r2, r1"),
                                new Criterion("observed", Answer.YES, "8 d of 5 d, since 1970-01-03 00:00Z"),
                                new Criterion(
                                        "coverage",
                                        Answer.YES,
                                        "missing: 95 % of the expected windows judged, the least of 2"),
                                new Criterion("dryRunPages", Answer.YES, "1 in the last 7 d, at most 1"),
                                new Criterion("data", Answer.YES, "1 SLO met, worst missing: 40 % of the budget used"),
                                new Criterion("latency", Answer.YES, "1 SLO met, worst slow: 60 % of the budget used"),
                                new Criterion("load", Answer.YES, "v2 loaded 1970-01-02 00:00Z")),
                        false));
    }

    /** Of training runs no window is expected, so they have no part in the coverage. */
    @Test
    void promisesOfTrainingRunsAreCriteriaToo() {
        Criteria criteria = new Criteria(0, 0, Set.of(Group.TRAINING), List.of("steady"), false, 0.9, Pages.ANY, 0);

        Eligibility unheard = found(criteria);
        standings.add(status("steady", Scope.ALL, 0.5, 0.2, "HEALTHY"));
        Eligibility kept = found(criteria);
        standings.set(standings.size() - 1, status("steady", Scope.ALL, 2, 0.2, "EXHAUSTED"));
        Eligibility broken = found(criteria);

        assertThat(List.of(of(unheard, "training"), of(unheard, "steady"), of(unheard, "coverage")))
                .containsExactly(Answer.UNKNOWN, Answer.UNKNOWN, Answer.YES);
        assertThat(List.of(of(kept, "training"), of(kept, "steady"), of(kept, "coverage")))
                .containsOnly(Answer.YES);
        assertThat(broken.answer()).isEqualTo(Answer.NO);
        assertThat(broken.isMissed()).isTrue();
    }

    @Test
    void oneBrokenPromiseDecides() {
        standings.add(status("slow", "region=eu", 1.4, 1, "EXHAUSTED"));

        Eligibility found = found();

        assertThat(found.answer()).isEqualTo(Answer.NO);
        assertThat(found.isMissed()).isTrue();
        assertThat(found.criteria())
                .contains(new Criterion("latency", Answer.NO, "slow in region=eu: 140 % of the budget used"));
    }

    @Test
    void whatNobodyKnowsIsNoYes() {
        standings.set(0, status("missing", Scope.ALL, 0, 1, "WARMING_UP"));

        assertThat(found().answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(of(found(), "data")).isEqualTo(Answer.UNKNOWN);
        assertThat(found().isMissed()).isFalse();
        assertThat(found(Criteria.NONE).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void groupWithoutObjectivesIsUnknown() {
        Criteria quality = new Criteria(0, 0, Set.of(Group.QUALITY), List.of(), false, 0, Pages.ANY, 0);

        assertThat(of(found(quality), "quality")).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void namedObjectivesCountBesides() {
        Criteria named = new Criteria(0, 0, Set.of(), List.of("slow"), false, 0, Pages.ANY, 0);

        assertThat(found(named).criteria()).extracting(Criterion::name).containsExactly("budgets", "slow");
    }

    @Test
    void loadHasToBeProvenOfTheNewestVersion() {
        changes.add(change(Change.Kind.DEPLOYED, 2, "v3"));
        assertThat(of(found(), "load")).isEqualTo(Answer.UNKNOWN);
        changes.add(change(Change.Kind.LOAD_FAILED, 3, "v3"));
        assertThat(of(found(), "load")).isEqualTo(Answer.NO);
        changes.add(change(Change.Kind.LOADED, 4, "v3"));
        assertThat(of(found(), "load")).isEqualTo(Answer.YES);
        changes.add(change(Change.Kind.LOAD_FAILED, 5, "v3"));
        assertThat(of(found(), "load")).isEqualTo(Answer.NO);
    }

    @Test
    void runsThatFailedAndRunsThatAreMissingDiffer() {
        runs.set(2, run("r1", false));
        assertThat(of(found(), "runs")).isEqualTo(Answer.NO);
        runs.remove(2);
        assertThat(of(found(), "runs")).isEqualTo(Answer.UNKNOWN);
        runs.clear();
        assertThat(of(found(), "runs")).isEqualTo(Answer.UNKNOWN);
    }

    /** Two days of data say nothing of seven; but a page too many is one. */
    @Test
    void pagesOfATimeThatWasNotSeenAreUnknown() {
        observedSinceMs = 8 * DAY;
        pages.clear();
        assertThat(found().criteria())
                .contains(new Criterion(
                        "dryRunPages", Answer.UNKNOWN, "0 in the last 7 d, at most 1; data were seen for 2 d of it"));
        pages.addAll(List.of(9 * DAY, 9 * DAY + 1));
        assertThat(of(found(), "dryRunPages")).isEqualTo(Answer.NO);
        pages.clear();
        observedSinceMs = Long.MAX_VALUE;
        assertThat(of(found(), "dryRunPages")).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void anObjectiveThatWasNeverJudgedIsNotCovered() {
        standings.remove(1);

        assertThat(of(found(), "coverage")).isEqualTo(Answer.UNKNOWN);
        assertThat(found().criteria())
                .contains(new Criterion("coverage", Answer.UNKNOWN, "nothing was judged yet of slow"));
    }

    @Test
    void youngDataUncoveredWindowsPagesAndHeldPromotionsAreNo() {
        observedSinceMs = 6 * DAY;
        pages.add(8 * DAY);
        standings.set(1, status("slow", Scope.ALL, 0.6, 0.8, "AT_RISK"));
        arePromotionsAllowed = false;

        Eligibility found = found();

        assertThat(of(found, "observed")).isEqualTo(Answer.NO);
        assertThat(of(found, "dryRunPages")).isEqualTo(Answer.NO);
        assertThat(of(found, "coverage")).isEqualTo(Answer.NO);
        assertThat(of(found, "budgets")).isEqualTo(Answer.NO);
        assertThat(found.isMissed()).isFalse();
    }
}
