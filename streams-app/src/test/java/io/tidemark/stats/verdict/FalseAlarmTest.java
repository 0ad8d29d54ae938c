package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Simulation.Scenario;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small version of {@link VerdictSimulationTest} that runs every time: at α = 5 % a broken bound shows in few windows. */
class FalseAlarmTest {
    private static final int WINDOWS = 1_500;
    private static final Levels WIDE = new Levels(0.05, 0.001);

    @ParameterizedTest(name = "{0}, n={1}, m={2}")
    @CsvSource({
        "'normal, shift 0.1 σ, at its boundary', 200, 10000",
        "'normal, shift 0.1 σ, at its boundary', 10000, 1000",
        "'normal, scale × 1.1, at its boundary', 1000, 1000",
        "'three values 5/90/5, at its boundary', 50, 10000",
        "'two values 95/5, at its boundary', 50, 10000",
        "'Zipf 50, +2 points of one, at its boundary', 1000, 1000",
        "'Zipf 50, else 1 → 1.5 %, at its boundary', 10000, 10000",
        "'rare value × 1.5, ratio rule', 10000, 10000",
    })
    void falseAlarmsStayWithinTheLevel(String name, long n, long m) {
        Scenario scenario = SimulationReport.scenarios().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        Map<Measure, Integer> alarms = Simulation.alarms(scenario, n, m, WINDOWS, WIDE, 7);

        // 5 % of 1,500 is 75 ± 8.4; one hundred is three standard errors more.
        assertThat(alarms.values()).allMatch(count -> count < 100, "at most 100 of 1,500 at a level of 5 %: " + alarms);
    }
}
