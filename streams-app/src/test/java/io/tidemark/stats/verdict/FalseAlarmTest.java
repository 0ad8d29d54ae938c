package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.verdict.Simulation.Scenario;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

    @Test
    void unseenDoesNotAlarmForEverOnALongTail() {
        double[] law = Simulation.zipf(3_000);
        Draws draws = new Draws(11);
        int alarms = 0;

        for (int i = 0; i < 150; i++) {
            Counts everything = draws.counts(all(law.length - 1), law, 5_000);
            int[] known = IntStream.range(0, law.length - 1)
                    .filter(cell -> everything.cell(cell) > 0)
                    .toArray();
            CategoryGrid grid = grid(known);
            Counts window = regridded(grid, known, draws.counts(all(law.length - 1), law, 5_000));
            Counts reference = regridded(grid, known, everything);
            alarms += ColumnComparison.judge(
                                    grid,
                                    window,
                                    new ColumnReference(reference, Dispersion.unknown(0)),
                                    1,
                                    Tolerances.DEFAULT,
                                    WIDE)
                            .stream()
                            .anyMatch(one -> one.measure() == Measure.UNSEEN && one.verdict() == Verdict.BAD)
                    ? 1
                    : 0;
        }

        // 14.6 % of a window's rows have values that the reference lacks: against 0 every window would be BAD. 5 %
        // of 150 is 7.5 ± 2.7.
        assertThat(alarms).isLessThan(16);
    }

    private static CategoryGrid all(int values) {
        return grid(IntStream.range(0, values).toArray());
    }

    private static CategoryGrid grid(int[] values) {
        return new CategoryGrid(
                ColumnKind.CATEGORY,
                IntStream.of(values).mapToObj(value -> "v" + value).toList());
    }

    private static Counts regridded(CategoryGrid grid, int[] known, Counts everything) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < known.length; cell++) {
            counts.countCell(cell, everything.cell(known[cell]));
        }
        counts.countCell(grid.elseCell(), everything.valid() - counts.valid());
        return counts;
    }
}
