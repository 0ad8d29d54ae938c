package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.slo.history.HealthyMonth.Empty;
import io.tidemark.slo.history.HealthyMonth.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow; excluded from the default run. What {@code docs/burn-rates.md} says of traffic that is enough. */
@Tag("simulation")
class BurnRatesSimulationTest {
    @Test
    void thousandSlicesInOrderPageNobodyForAMonth() {
        for (Traffic.Errors errors : Traffic.Errors.values()) {
            HealthyMonth month =
                    new HealthyMonth(new Scenario(errors.name(), 60, 60_000, errors, Empty.NO_ROWS)).run(1_000, 30);

            assertThat(month.pages()).as(errors.name()).isZero();
            assertThat(month.found()).as(errors.name()).isGreaterThan(25);
        }
    }
}
