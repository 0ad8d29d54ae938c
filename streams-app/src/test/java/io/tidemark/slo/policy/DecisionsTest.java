package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.slo.policy.Decisions.Account;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Origin;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.slo.policy.PolicySteps.Spent;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final ErrorBudgetPolicy STANDARD = ErrorBudgetPolicy.standard();
    private static final ErrorBudgetPolicy NO_EXCEPTION_BUT_SECURITY = new ErrorBudgetPolicy(
            "strict",
            List.of(new Step(0.3, Severity.TICKET, List.of(), List.of(Action.FREEZE_DEPLOYS))),
            List.of("security"),
            0.05,
            Incident.NEVER,
            Origin.WRITTEN);

    @Test
    void withoutAStepNothingStandsInTheWay() {
        PolicyDecision decision = Decisions.of("fraud", List.of(account("a", STANDARD, 0.05)), 1000, 7);

        assertThat(decision).isEqualTo(new PolicyDecision("fraud", Freedom.FULL, List.of(), List.of(), 1000, 7));
    }

    @Test
    void aStepThatOnlyTellsLimitsNothing() {
        PolicyDecision decision = Decisions.of("fraud", List.of(account("a", STANDARD, 0.3)), 1000, 7);

        assertThat(decision.freedom()).isEqualTo(Freedom.FULL);
        assertThat(decision.exceptions()).isEmpty();
        assertThat(decision.reasons()).extracting(HeldStep::threshold).containsExactly(0.25, 0.1);
    }

    @Test
    void halfOfTheBudgetHoldsPromotionsAndAsksForReview() {
        PolicyDecision decision = Decisions.of("fraud", List.of(account("a", STANDARD, 0.5)), 1000, 7);

        assertThat(decision.freedom()).isEqualTo(new Freedom(true, false, false, true));
        assertThat(allowed(decision)).containsExactly(Purpose.DEPLOY, Purpose.CANARY);
    }

    @Test
    void threeQuartersLeaveCanariesAndAllOfItNothing() {
        PolicyDecision most = Decisions.of("fraud", List.of(account("a", STANDARD, 0.75)), 1000, 7);
        PolicyDecision all = Decisions.of("fraud", List.of(account("a", STANDARD, 1)), 1000, 7);

        assertThat(allowed(most)).containsExactly(Purpose.CANARY);
        assertThat(allowed(all)).isEmpty();
        assertThat(all.reasons().get(0))
                .isEqualTo(new HeldStep(
                        "a",
                        "default",
                        1,
                        1,
                        0.95,
                        "ticket",
                        List.of("freezeDeploys", "prioritiseReliability"),
                        List.of("product-owner"),
                        1000));
    }

    @Test
    void anyObjectiveMayForbidAndAllHaveToAgreeOnAnException() {
        PolicyDecision decision = Decisions.of(
                "fraud",
                List.of(
                        account("quiet", PolicyStepsTest.written("none", 0.1), 0.9),
                        account("a", STANDARD, 0.8),
                        account("b", NO_EXCEPTION_BUT_SECURITY, 0.35)),
                1000,
                7);

        assertThat(decision.freedom()).isEqualTo(new Freedom(false, false, true, true));
        assertThat(decision.exceptions()).containsExactly("security");
        assertThat(decision.reasons())
                .extracting(step -> step.objective() + " " + step.threshold())
                .containsExactly("a 0.75", "a 0.5", "b 0.3", "a 0.25", "quiet 0.1", "a 0.1");
    }

    @Test
    void theGateShowsTheStepsThatStandAgainstWhatIsAsked() {
        PolicyDecision decision = Decisions.of("fraud", List.of(account("a", STANDARD, 1.2)), 1000, 7);

        assertThat(Gate.answer(decision, Purpose.CANARY, "").against())
                .extracting(HeldStep::threshold)
                .containsExactly(1.0);
        assertThat(Gate.answer(decision, Purpose.DEPLOY, "").against())
                .extracting(HeldStep::threshold)
                .containsExactly(1.0, 0.75);
        assertThat(Gate.answer(decision, Purpose.PROMOTE, "").against())
                .extracting(HeldStep::threshold)
                .containsExactly(1.0, 0.75, 0.5);
    }

    @Test
    void anExceptionOpensTheGateAndAnUnknownOneDoesNot() {
        PolicyDecision decision = Decisions.of("fraud", List.of(account("a", STANDARD, 1.2)), 1000, 7);

        assertThat(Gate.answer(decision, Purpose.DEPLOY, "security").isAllowed())
                .isTrue();
        assertThat(Gate.answer(decision, Purpose.DEPLOY, "security").exception())
                .isEqualTo("security");
        assertThat(Gate.answer(decision, Purpose.DEPLOY, "friday").isAllowed()).isFalse();
        assertThat(Gate.answer(decision, Purpose.DEPLOY, "").isAllowed()).isFalse();
    }

    private static List<Purpose> allowed(PolicyDecision decision) {
        return List.of(Purpose.values()).stream().filter(decision::allows).toList();
    }

    private static Account account(String objective, ErrorBudgetPolicy policy, double consumed) {
        PolicySteps steps = new PolicySteps();
        steps.advance(policy, List.of(Severity.PAGE, Severity.TICKET), new Spent(consumed, 100, 20, 1, 1000));
        return new Account(objective, policy, steps);
    }
}
