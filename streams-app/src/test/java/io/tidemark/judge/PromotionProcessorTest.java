package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.slo.Objective;
import io.tidemark.slo.promotion.Group;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import io.tidemark.slo.promotion.PromotionRule.Pages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An experimental model on its way to production: what is told, answered, written down and kept. */
class PromotionProcessorTest {
    private static final Criteria CRITERIA =
            new Criteria(0, 0, Set.of(Group.DATA), List.of(), true, 0.9, new Pages(0, Bench.DAY), 0);

    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final Objective objective = bench.objective;
    private final PromotionRule experimental = new PromotionRule(Lifecycle.EXPERIMENTAL, Set.of(), CRITERIA);
    private final Rig rig = new Rig(experimental, objective);
    private long slot;

    private void hours(int hours, long good, long bad) {
        for (int hour = 0; hour < hours; hour++) {
            rig.tell(bench.rowsAt(slot++, good, bad, 0));
        }
    }

    private static Change change(Change.Kind kind, long hour, String version) {
        return new Change(
                kind + "@" + hour,
                kind,
                "electricity",
                Bench.START + hour * Bench.HOUR,
                version,
                "",
                Map.of(),
                "",
                "ada",
                "",
                "");
    }

    private PromotionState newest() {
        List<PolicyDecision> decisions = rig.sent("decisions").stream()
                .map(record -> (PolicyDecision) record.value())
                .toList();
        return decisions.get(decisions.size() - 1).promotion();
    }

    private List<Annotation.Kind> noted(Annotation.Kind... kinds) {
        List<Annotation.Kind> asked = List.of(kinds);
        return rig.annotations().stream()
                .map(Annotation::kind)
                .filter(asked::contains)
                .toList();
    }

    private void eligible() {
        rig.tell(change(Change.Kind.LOADED, 0, "v2"));
        rig.tick(10_000);
        hours(30, 1_000, 0);
    }

    @Test
    void experimentalModelIsOnlyTriedOut() {
        rig.tick(10_000);
        hours(30, 1_000, 0);
        hours(10, 0, 1_000);

        assertThat(rig.alerts("alerts")).isEmpty();
        assertThat(rig.alerts("dryRun")).isNotEmpty();
        assertThat(newest().lifecycle()).isEqualTo(Lifecycle.EXPERIMENTAL);
        assertThat(newest().criteria())
                .filteredOn(criterion -> criterion.name().equals("dryRunPages"))
                .extracting(PromotionState.Criterion::answer)
                .containsExactly(Answer.NO);
    }

    @Test
    void eligibilityIsAnsweredAndItsChangesAreWrittenDown() {
        eligible();
        PromotionState eligible = newest();
        rig.tell(change(Change.Kind.DEPLOYED, 31, "v3"));
        rig.tell(change(Change.Kind.LOAD_FAILED, 31, "v3"));

        assertThat(eligible.answer()).isEqualTo(Answer.YES);
        assertThat(eligible.candidate()).isEqualTo("v2");
        assertThat(newest().answer()).isEqualTo(Answer.NO);
        assertThat(noted(Annotation.Kind.PROMOTION_ELIGIBLE, Annotation.Kind.PROMOTION_NOT_ELIGIBLE))
                .containsExactly(Annotation.Kind.PROMOTION_ELIGIBLE, Annotation.Kind.PROMOTION_NOT_ELIGIBLE);
    }

    @Test
    void promotionTellsAllObjectivesFromThenOnOnce() {
        eligible();

        rig.tell(change(Change.Kind.PROMOTED, 30, "v2"));
        rig.tell(change(Change.Kind.PROMOTED, 30, "v2"));
        hours(10, 0, 1_000);

        assertThat(rig.alerts("alerts").stream().filter(Alert::isOpen)).isNotEmpty();
        assertThat(noted(Annotation.Kind.LIFECYCLE_CHANGED)).hasSize(1);
        assertThat(rig.annotations())
                .filteredOn(note -> note.kind() == Annotation.Kind.LIFECYCLE_CHANGED)
                .extracting(Annotation::text)
                .containsExactly(
                        "electricity · production from now on, promoted v2 by ada: all of its SLOs are told; every"
                                + " criterion was met");
    }

    @Test
    void promotionSurvivesARestart() {
        eligible();
        rig.tell(change(Change.Kind.PROMOTED, 30, "v2"));

        rig.start(objective);
        rig.tick(10_000);
        hours(10, 0, 1_000);

        assertThat(newest().lifecycle()).isEqualTo(Lifecycle.PRODUCTION);
        assertThat(rig.alerts("alerts").stream().filter(Alert::isOpen)).isNotEmpty();
        assertThat(noted(Annotation.Kind.LIFECYCLE_CHANGED)).isEmpty();
    }

    @Test
    void whatTheFileTookBackIsNotRememberedWhenItSaysItAgain() {
        eligible();
        rig.tell(change(Change.Kind.PROMOTED, 30, "v2"));

        rig.start(PromotionRule.NONE, objective);
        hours(1, 1_000, 0);
        rig.start(experimental, objective);
        rig.tick(10_000);
        hours(10, 0, 1_000);

        assertThat(newest().lifecycle()).isEqualTo(Lifecycle.EXPERIMENTAL);
        assertThat(rig.alerts("alerts")).isEmpty();
        assertThat(rig.alerts("dryRun")).isNotEmpty();
    }

    @Test
    void whatWasOpenInDryRunIsClosedAndOpensForPeople() {
        eligible();
        hours(10, 0, 1_000);
        assertThat(rig.alerts("alerts")).isEmpty();

        rig.tell(change(Change.Kind.PROMOTED, 40, "v2"));
        hours(2, 0, 1_000);

        assertThat(rig.alerts("alerts").stream().filter(Alert::isOpen)).isNotEmpty();
    }

    @Test
    void demotionIsRecommendedAndNeverDone() {
        eligible();
        rig.tell(change(Change.Kind.PROMOTED, 30, "v2"));
        hours(30, 0, 1_000);

        assertThat(newest().recommendation()).isEqualTo("demote");
        assertThat(newest().lifecycle()).isEqualTo(Lifecycle.PRODUCTION);
        assertThat(noted(Annotation.Kind.DEMOTE_RECOMMENDED)).hasSize(1);
        rig.tell(change(Change.Kind.ROLLED_BACK, 60, "v1"));
        assertThat(newest().lifecycle()).isEqualTo(Lifecycle.PRODUCTION);
        rig.tell(change(Change.Kind.DEMOTED, 61, "v2"));
        assertThat(newest().lifecycle()).isEqualTo(Lifecycle.EXPERIMENTAL);
    }

    @Test
    void startDoesNotAnswerBeforeItKnows() {
        eligible();

        rig.start(objective);
        hours(1, 1_000, 0);
        rig.tick(10_000);
        hours(1, 1_000, 0);

        assertThat(noted(Annotation.Kind.PROMOTION_ELIGIBLE, Annotation.Kind.PROMOTION_NOT_ELIGIBLE))
                .isEmpty();
    }
}
