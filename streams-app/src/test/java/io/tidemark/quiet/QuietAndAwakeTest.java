package io.tidemark.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.quiet.KnownChanges.Found;
import io.tidemark.quiet.Table.Field;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Contributions;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.stats.verdict.Verdict;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The claims of {@code docs/quiet-and-awake.md} in small, every time. */
class QuietAndAwakeTest {
    @Test
    void columnsThatDoNotChangeAreQuietWhileRivalsAreNot() {
        SimulatedQuiet quiet = new SimulatedQuiet(10, 4);

        quiet.run(0, 3, 2);

        assertThat(quiet.usual().windows()).isEqualTo(10 * 3 * 48);
        assertThat(quiet.usual().tests()).isGreaterThan(10_000);
        assertThat(quiet.usual().bad()).isZero();
        assertThat(quiet.usual().rate(Rival.PSI)).isGreaterThan(100);
        assertThat(quiet.usual().rate(Rival.KS)).isBetween(15.0, 80.0);
        assertThat(quiet.usual().rate(Rival.EVIDENTLY)).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = DependentRows.Stream.class,
            names = {"ROWS_AR", "WINDOWS_AR", "CYCLE", "BURSTS"})
    void rowsThatHangTogetherAreQuietWithPhiAlone(DependentRows.Stream stream) {
        long[] badWindows = new DependentRows(stream, 1, 120).badWindows();

        assertThat(badWindows[0]).as("φ not used").isGreaterThan(10);
        assertThat(badWindows[1]).as("φ").isZero();
    }

    @Test
    void cycleIsSeenThroughByItsPhase() {
        String[] pinned = new DependentRows(DependentRows.Stream.CYCLE, 1, 48)
                .rows()
                .get(1)
                .split("\\s*\\|\\s*");
        String[] phased = new DependentRows(DependentRows.Stream.CYCLE, 1, 48)
                .rows()
                .get(2)
                .split("\\s*\\|\\s*");

        assertThat(pinned[2]).isEqualTo("pinned, φ");
        assertThat(Integer.parseInt(pinned[9]))
                .as("windows until +1 σ is found")
                .isGreaterThan(4);
        assertThat(phased[2]).isEqualTo("same hour of the day, φ");
        assertThat(Integer.parseInt(phased[9])).isEqualTo(1);
    }

    @Test
    void wholeSigmaUnderAnOutlierIsFoundInTheFirstWindow() {
        InjectedShifts shifts = new InjectedShifts(5);

        String delay = shifts.delay(InjectedShifts.moved("", ages(), age -> age + 23, true), 1_000);

        assertThat(delay).isEqualTo("1");
    }

    @Test
    void quarterOfASigmaIsFoundInTwoWindowsOfAThousand() {
        InjectedShifts shifts = new InjectedShifts(5);

        String delay = shifts.delay(InjectedShifts.moved("", ages(), age -> age + 6, false), 1_000);

        assertThat(delay).isIn("1", "2");
    }

    /** 80 ages alike often, standard deviation 23. */
    private static Field ages() {
        return new Field(
                "age",
                true,
                IntStream.range(18, 98).mapToObj(Integer::toString).toList(),
                IntStream.range(0, 8_000).map(row -> row % 80).toArray());
    }

    @Test
    void newValueOfOnePercentIsFoundAndNamed() {
        CategoryGrid airports = new CategoryGrid(ColumnKind.CATEGORY, List.of("ATL", "ORD", "PHX"));
        Counts reference = counts(airports, 50_000, 30_000, 20_000, 0);
        Counts window = counts(airports, 990, 594, 396, 20);
        for (int row = 0; row < 20; row++) {
            window.newValues().offer(row * 7_919L % 101, "XXX");
        }

        Verdict unseen = ColumnComparison.judge(
                        airports,
                        window,
                        new ColumnReference(reference, Dispersion.unknown(0)),
                        2,
                        Tolerances.DEFAULT,
                        Levels.of(2.9e-8, 50, 20))
                .stream()
                .filter(one -> one.measure() == Measure.UNSEEN)
                .findFirst()
                .orElseThrow()
                .verdict();

        assertThat(unseen).isEqualTo(Verdict.BAD);
        assertThat(Contributions.top(airports, window, reference, 1).get(0).label())
                .isEqualTo("new “XXX”");
    }

    private static Counts counts(CategoryGrid grid, long... cells) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vicprice", "vicdemand", "transfer"})
    void electricityThatBeginsToVaryIsFoundOnTheFirstDay(String column) throws IOException, URISyntaxException {
        Path demo = Path.of(Objects.requireNonNull(getClass().getResource("/demo/electricity.csv.gz"))
                .toURI());

        Found found = new Electricity(demo).found(column, 48);

        assertThat(found.delays()).containsExactly(1);
        assertThat(found.outside()).isZero();
        assertThat(found.quiet()).isEqualTo(273);
    }
}
