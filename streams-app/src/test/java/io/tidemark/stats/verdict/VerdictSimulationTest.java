package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow; excluded from the default run. Its command stands in {@code docs/simulation.md}, which it writes. */
@Tag("simulation")
class VerdictSimulationTest {
    private static final int WINDOWS = Integer.getInteger("simulation.windows", 40_000);

    @Test
    void falseAlarmRatesStayNearNominal() throws IOException {
        double worst = SimulationReport.write(Path.of("docs/simulation.md"), WINDOWS);

        // The largest of about 700 rates, each with a standard error of √(1000/windows) of nominal.
        assertThat(worst).isLessThan(1.1 + 4 * Math.sqrt(1000.0 / WINDOWS));
    }
}
