package io.tidemark.stats.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.detector.DetectorSimulation.Tolerance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws at a countable α, in short; {@code DetectorReport} makes the long table. */
class DetectorSimulationTest {
    static Law[] laws() {
        return DetectorSimulation.QUIET.toArray(Law[]::new);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void falseAlarmsStayWithinTheBudgetEvenWithoutTolerance(Law law) {
        double[][] rates = DetectorSimulation.falseAlarms(law, new double[] {1e-2}, Tolerance.NONE, 5, 11);

        for (double[] ofKind : rates) {
            assertThat(ofKind[0]).isLessThan(1.2); // 20,000 values, 200 expected: standard error 0.07
        }
    }
}
