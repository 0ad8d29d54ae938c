package io.tidemark.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.verdict.Overdispersed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow; excluded from the default run. The whole of the first table of {@code docs/quiet-and-awake.md}, and more. */
@Tag("simulation")
class QuietSimulationTest {
    @Test
    void falseAlarmsOfAMonthStayWithinTheBudget() {
        SimulatedQuiet quiet = new SimulatedQuiet(200, 20);

        quiet.run(0, 20, 30);

        assertThat(quiet.usual().windows()).isEqualTo(2_880_000);
        // One is expected at most; more than four have a chance of 1 in 270.
        assertThat(quiet.usual().bad()).isLessThanOrEqualTo(4);
    }

    @Test
    void dependentStreamsAreQuietForAMonth() {
        for (DependentRows.Stream stream : DependentRows.Stream.values()) {
            if (stream != DependentRows.Stream.WANDER) {
                assertThat(DependentRows.month(stream, 20).badWindows()[1])
                        .as(stream.name())
                        .isLessThanOrEqualTo(4);
            }
        }
    }

    @Test
    void excessMeasuredOnManyWindowsHoldsAtTheBoundary() {
        // With 24 reference windows or more no rate is over the nominal one by more than chance: 1 ± 0.18 at the base
        // scale.
        assertThat(new Overdispersed(50).worst(24)).isLessThan(1.6);
    }
}
