package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Origin;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorBudgetPolicyTest {
    @Test
    void theStandardHasTheStepsOfTheDesignAndAsksNobodyToActUpToHalf() {
        ErrorBudgetPolicy standard = ErrorBudgetPolicy.standard();

        assertThat(standard.steps()).extracting(Step::consumed).containsExactly(0.1, 0.25, 0.5, 0.75, 1.0);
        assertThat(standard.steps())
                .extracting(Step::severity)
                .containsExactly(Severity.INFO, Severity.INFO, Severity.INFO, Severity.PAGE, Severity.PAGE);
        assertThat(standard.steps().get(4).actions())
                .containsExactly(Action.FREEZE_DEPLOYS, Action.PRIORITISE_RELIABILITY);
        assertThat(standard.incident()).isEqualTo(new Incident(0.2, List.of(Action.REQUIRE_POSTMORTEM)));
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> policy(0.05, 0.5, 0.25))
                .hasMessage("a policy's steps must be of distinct shares, the lowest first: policy=strict,"
                        + " consumed=[0.5, 0.25]");
    }

    @Test
    void aStepThatCouldNeverEndIsRefused() {
        assertThatThrownBy(() -> policy(0.1, 0.1, 0.25))
                .hasMessage("a policy's rearmBelow must be at least 0 and less than its lowest step, or that step never"
                        + " ends: policy=strict, rearmBelow=0.1, lowest step=0.1; for 5 points write 0.05");
    }

    @Test
    void aPercentageIsNoShare() {
        assertThatThrownBy(() -> new Step(50, Severity.TICKET, List.of(), List.of()))
                .hasMessage("a step's consumed share must be in (0, 10]: consumed=50.0; for 50 % write 0.5");
        assertThatThrownBy(() -> new Incident(20, List.of()))
                .hasMessage(
                        "an incident's share of the budget must be in (0, 1]: budgetShare=20.0; for 20 % write 0.2");
    }

    @Test
    void everyActionIsFoundByItsWord() {
        assertThat(Action.words())
                .allSatisfy(
                        word -> assertThat(Action.of(word).orElseThrow().word()).isEqualTo(word));
        assertThat(Action.of("freezeDeploy")).isEmpty();
    }

    private static ErrorBudgetPolicy policy(double rearmBelow, double... thresholds) {
        List<Step> steps = Arrays.stream(thresholds)
                .mapToObj(consumed -> new Step(consumed, Severity.TICKET, List.of(), List.of()))
                .toList();
        return new ErrorBudgetPolicy("strict", steps, List.of(), rearmBelow, Incident.NEVER, Origin.WRITTEN);
    }
}
