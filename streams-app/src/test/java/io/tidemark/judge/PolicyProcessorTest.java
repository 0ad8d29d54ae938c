package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Mode;
import io.tidemark.slo.Objective;
import io.tidemark.slo.policy.Consequences;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Policies around a running judge. The objective has a target of 90 % over 100 hours and 100 rows an hour: a budget of 1,000 bad rows, of
 * which an hour of nothing but bad ones takes a tenth. Such an hour burns ten times too fast, and pages.
 */
class PolicyProcessorTest {
    private static final long MINUTE = 60_000;

    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final RunningJudge judge = RunningJudge.of(objective(Mode.LIVE));
    private long slot;

    @Test
    void theFirstSlotOfAModelIsItsFirstDecision() {
        hours(2, 100, 0);

        assertThat(decisions())
                .containsExactly(new PolicyDecision(
                        "electricity",
                        Freedom.FULL,
                        List.of(),
                        List.of(),
                        Bench.START + Bench.HOUR,
                        RunningJudge.CLOCK));
    }

    @Test
    void aBudgetThatRunsOutEntersAStepAfterTheOther() {
        hours(1, 100, 0);
        hours(10, 0, 100);

        assertThat(steps(Notice.OPENED))
                .containsExactly("default 10 %", "default 25 %", "default 50 %", "default 75 %", "default 100 %");
        assertThat(judge.annotations(Kind.POLICY_ENTERED))
                .extracting(annotation -> (annotation.times().fromMs() - Bench.START) / Bench.HOUR)
                .containsExactly(2L, 4L, 6L, 9L, 11L);
        assertThat(decisions()).hasSize(6);
        PolicyDecision last = decisions().get(5);
        assertThat(last.freedom()).isEqualTo(new Freedom(false, false, true, true));
        assertThat(last.reasons()).extracting(HeldStep::threshold).containsExactly(1.0, 0.75, 0.5, 0.25, 0.1);
        assertThat(last.exceptions()).containsExactly("security", "p0-fix", "reliability");
    }

    @Test
    void aRestartBetweenAnyTwoHoursTellsTheSame() {
        hours(1, 100, 0);
        for (int hour = 0; hour < 10; hour++) {
            judge.restart(objective(Mode.LIVE));
            hours(1, 0, 100);
        }

        assertThat(steps(Notice.OPENED))
                .containsExactly("default 10 %", "default 25 %", "default 50 %", "default 75 %", "default 100 %");
        assertThat(judge.annotations(Kind.POSTMORTEM_REQUIRED)).hasSize(1);
        assertThat(decisions()).hasSize(6);
    }

    @Test
    void lateDataGiveTheBudgetBack() {
        hours(1, 100, 0);
        hours(3, 0, 100);
        judge.forget();

        for (int late = 1; late <= 3; late++) {
            judge.tell(bench.rowsAt(late, 100, 0, 1));
        }

        assertThat(steps(Notice.CLOSED)).containsExactly("default 25 %", "default 10 %");
        assertThat(judge.annotations(Kind.POLICY_LEFT)).hasSize(2);
        assertThat(decisions().get(decisions().size() - 1).reasons()).isEmpty();
    }

    @Test
    void anIncidentThatTookAFifthAsksForAPostmortemOnce() {
        hours(1, 100, 0);
        hours(5, 0, 100);

        assertThat(judge.annotations(Kind.POSTMORTEM_REQUIRED)).hasSize(1);
        assertThat(judge.annotations(Kind.POSTMORTEM_REQUIRED).get(0).times().toMs())
                .isEqualTo(Bench.START + 3 * Bench.HOUR);
    }

    @Test
    void nobodyAnswersAndTheNextRoleIsTold() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        Alert opened = pages().get(0);
        hours(1, 0, 100);
        judge.forget();

        judge.tick(15 * MINUTE - 1);
        assertThat(pages()).isEmpty();
        judge.tick(15 * MINUTE);
        Alert escalated = pages().get(0);

        assertThat(opened.context().standing().roles()).containsExactly("developer");
        assertThat(opened.context().standing().escalationLevel()).isEqualTo(1);
        assertThat(escalated.transition().notice()).isEqualTo(Notice.ESCALATED);
        assertThat(escalated.episodeId()).isEqualTo(opened.episodeId());
        assertThat(escalated.sequence()).isGreaterThan(opened.sequence());
        assertThat(escalated.context().standing().roles()).containsExactly("tech-lead");
        assertThat(escalated.context().standing().escalationLevel()).isEqualTo(2);
        assertThat(judge.annotations(Kind.ESCALATED))
                .singleElement()
                .extracting(Annotation::text)
                .isEqualTo("electricity · nobody acknowledged the page of promise since 1997-05-01 01:00Z: told"
                        + " tech-lead, level 2");
    }

    @Test
    void anEscalationSpeaksOfNowAndNotOfTheOpening() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        Alert opened = pages().get(0);
        hours(3, 0, 100);
        judge.forget();

        judge.tick(15 * MINUTE);

        assertThat(opened.budget().consumed()).isCloseTo(0.1, within());
        assertThat(pages().get(0).budget().consumed()).isCloseTo(0.4, within());
        assertThat(pages().get(0).summary()).contains("budget: 40 % used");
        assertThat(pages().get(0).times().metricTimeMs()).isEqualTo(Bench.START + 5 * Bench.HOUR);
    }

    @Test
    void aRestartInTheMiddleOfAnEscalationTellsNobodyTwice() {
        hours(1, 100, 0);
        hours(2, 0, 100);
        judge.tick(15 * MINUTE);

        judge.restart(objective(Mode.LIVE));
        judge.forget();
        judge.tick(15 * MINUTE + 1);
        assertThat(pages()).isEmpty();
        judge.tick(60 * MINUTE);

        assertThat(pages()).hasSize(1);
        assertThat(pages().get(0).context().standing().roles()).containsExactly("product-owner");
    }

    @Test
    void whoWasToldHearsThatItIsOver() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        judge.tick(15 * MINUTE);
        judge.forget();

        hours(40, 100, 0);
        judge.tick(600 * MINUTE);

        List<Alert> closed = pages().stream()
                .filter(alert -> alert.transition().notice() == Notice.CLOSED)
                .toList();
        assertThat(closed).hasSize(1);
        assertThat(closed.get(0).context().standing().roles()).containsExactly("developer", "tech-lead");
        assertThat(pages()).noneMatch(alert -> alert.transition().notice() == Notice.ESCALATED);
    }

    @Test
    void aDecisionIsRenewedEveryQuarterOfAnHour() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        hours(1, 0, 20);
        judge.forget();

        judge.tick(15 * MINUTE - 1);
        assertThat(decisions()).isEmpty();
        judge.tick(15 * MINUTE);

        assertThat(decisions()).hasSize(1);
        assertThat(decisions().get(0).clockTimeMs()).isEqualTo(RunningJudge.CLOCK + 15 * MINUTE);
        judge.tick(15 * MINUTE + 1);
        assertThat(decisions()).hasSize(1);
    }

    @Test
    void whatIsTriedOutTellsButDecidesAndWakesNobody() {
        judge.restart(objective(Mode.DRY_RUN));
        hours(1, 100, 0);
        hours(10, 0, 100);
        judge.tick(15 * MINUTE);

        assertThat(judge.alerts()).isNotEmpty().allMatch(Alert::isDryRun);
        assertThat(judge.alerts()).noneMatch(alert -> alert.transition().notice() == Notice.ESCALATED);
        assertThat(judge.annotations(Kind.POLICY_ENTERED)).isEmpty();
        assertThat(decisions()).isNotEmpty().allMatch(decision -> decision.freedom()
                .equals(Freedom.FULL));
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    private void hours(int hours, long good, long bad) {
        for (int hour = 0; hour < hours; hour++) {
            judge.tell(bench.rowsAt(slot++, good, bad, 0));
        }
    }

    private Objective objective(Mode mode) {
        AlertPolicy usual = AlertPolicy.standard();
        AlertPolicy policy = new AlertPolicy(
                usual.tiers(),
                mode,
                usual.silence(),
                new Consequences(ErrorBudgetPolicy.standard(), Escalation.standard()));
        Objective plain = bench.objective;
        return new Objective(
                plain.id(), plain.subject(), plain.indicator(), plain.goal(), policy, Objective.About.NOTHING);
    }

    private List<Alert> pages() {
        return judge.alerts().stream()
                .filter(alert -> alert.severity() == Severity.PAGE)
                .filter(alert -> alert.transition().notice() != Notice.UPDATED)
                .toList();
    }

    private List<String> steps(Notice notice) {
        return judge.alerts().stream()
                .filter(alert -> alert.transition().notice() == notice)
                .map(alert -> alert.context().policyStep())
                .filter(step -> !step.isEmpty())
                .toList();
    }

    private List<PolicyDecision> decisions() {
        return judge.sent(PolicyDecision.class);
    }
}
