package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentRuleTest {
    @Test
    void anIncidentCannotFreezeDeploymentsForEver() {
        assertThatThrownBy(() -> new Incident(0.2, List.of(Action.FREEZE_DEPLOYS)))
                .hasMessage("an incident cannot limit deployments, for nothing would end it: action=freezeDeploys;"
                        + " make it a step's action");
    }
}
