package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthyMonthTest {
    /** Three slices, one a target; a thousand are in {@code docs/burn-rates.md}. */
    @Test
    void slicesInOrderAreQuietAndAwake() {
        HealthyMonth month = new HealthyMonth(new HealthyMonth.Scenario(
                        "few", 6_000, 6_000, Traffic.Errors.WANDERING, HealthyMonth.Empty.NO_ROWS))
                .run(3, 3);

        assertThat(month.pages()).isZero();
        assertThat(month.tickets()).isZero();
        assertThat(month.policySteps()).isZero();
        assertThat(month.found()).isEqualTo(3);
    }
}
