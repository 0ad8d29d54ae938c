package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.slo.history.HealthyMonth.Empty;
import io.tidemark.slo.history.HealthyMonth.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slow; excluded from the default run. What {@code docs/burn-rates.md} says of traffic that is enough. */
@Tag("simulation")
class BurnRatesSimulationTest {
    @ParameterizedTest
    @EnumSource(names = {"INDEPENDENT", "WANDERING"})
    void thousandSlicesInOrderBotherNobodyForAMonth(Traffic.Errors errors) {
        HealthyMonth month =
                new HealthyMonth(new Scenario(errors.name(), 60, 60_000, errors, Empty.NO_ROWS)).run(1_000, 30);

        assertThat(month.pages()).isZero();
        assertThat(month.tickets()).isZero();
        assertThat(month.policySteps()).isZero();
        assertThat(month.found()).isGreaterThan(25);
    }

    @Test
    void thousandSlicesOfTenRowsAnHourBotherNobodyForAMonth() {
        HealthyMonth month =
                new HealthyMonth(new Scenario("low", 10, 10, Traffic.Errors.INDEPENDENT, Empty.NO_ROWS)).run(1_000, 30);

        assertThat(month.pages()).isZero();
        assertThat(month.tickets()).isZero();
        assertThat(month.policySteps()).isZero();
        assertThat(month.found()).isGreaterThan(25);
    }
}
