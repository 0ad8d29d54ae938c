package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.golden.CellsAgainstRaw.Law;
import io.tidemark.stats.golden.CellsAgainstRaw.Pair;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.sample.CategoryComparison;
import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class CellsAgainstRawTest {
    static List<Law> laws() {
        return CellsAgainstRaw.laws();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void everyMeasureOnCellsIsWithinItsStatedError(Law law) {
        for (int n : new int[] {50, 1_000, 100_000}) {
            Stream<Pair> unchanged = n > 1_000 ? Stream.empty() : CellsAgainstRaw.unchanged(law, n).stream();

            assertThat(Stream.concat(unchanged, CellsAgainstRaw.changed(law, n).stream()))
                    .isNotEmpty()
                    .allSatisfy(
                            pair -> assertThat(pair.ratio()).as(pair.toString()).isLessThanOrEqualTo(1));
        }
    }

    static List<Law> lawsOfAMillion() {
        return CellsAgainstRaw.laws().subList(0, 5);
    }

    @ParameterizedTest
    @MethodSource("lawsOfAMillion")
    void aMillionRowsAreWithinTheStatedErrorToo(Law law) {
        assertThat(CellsAgainstRaw.changed(law, 1_000_000))
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(pair.ratio()).as(pair.toString()).isLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void kolmogorovSmirnovOnCellsIsNeverAboveTheExactOne(Law law) {
        Pair ks = CellsAgainstRaw.changed(law, 1_000).get(0);

        assertThat(ks.measure()).isEqualTo("ks");
        assertThat(ks.cells()).isLessThanOrEqualTo(ks.raw() + 1e-12);
    }

    @Test
    void cellsKeepNearlyAllOfTheDivergenceOfTwoNormalLaws() {
        // N(0, 1) and N(½, 1): 0.04372996 bits by numerical integration (scipy quad).
        NormalDistribution before = NormalDistribution.of(0, 1);
        NormalDistribution after = NormalDistribution.of(0.5, 1);
        NumberGrid grid = GridBuilder.numbers(
                IntStream.rangeClosed(1, 99_999)
                        .mapToDouble(i -> before.inverseCumulativeProbability(i * 1e-5))
                        .toArray(),
                DoubleStream.generate(() -> 1).limit(99_999).toArray(),
                GridBuilder.DEFAULT_CELLS);

        double bits = JensenShannon.bits(masses(grid, after), masses(grid, before));

        assertThat(bits).isBetween(0.99 * 0.04372996, 0.04372996);
    }

    private static double[] masses(NumberGrid grid, NormalDistribution law) {
        double[] masses = new double[grid.cells()];
        double below = 0;
        for (int cell = 0; cell < masses.length; cell++) {
            double upTo = cell == masses.length - 1 ? 1 : law.cumulativeProbability(grid.upperEdge(cell));
            masses[cell] = upTo - below;
            below = upTo;
        }
        return masses;
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void divergenceOverCellsIsBelowThatOverValuesByAtMostTheirShares(Cases cases) {
        double[] reference = DoubleStream.generate(() -> Math.rint(cases.number()))
                .limit(300)
                .toArray();
        double[] window = DoubleStream.generate(() -> Math.rint(cases.number()))
                .limit(200)
                .toArray();
        NumberGrid grid = GridBuilder.numbers(
                reference, DoubleStream.generate(() -> 1).limit(300).toArray(), 8);

        double cells = JensenShannon.bits(counts(grid, window), counts(grid, reference));
        double values = bitsOverValues(reference, window);

        assertThat(values).isBetween(cells - 1e-12, cells + sharesOfMixedCells(grid, reference, window) + 1e-12);
    }

    private static double[] counts(NumberGrid grid, double[] rows) {
        double[] counts = new double[grid.cells()];
        Arrays.stream(rows).forEach(row -> counts[grid.cell(row)]++);
        return counts;
    }

    private static double bitsOverValues(double[] reference, double[] window) {
        return CategoryComparison.of(byValue(reference), byValue(window)).statistics().stream()
                .filter(statistic -> statistic.name().equals("js_divergence_base2"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Map<String, Long> byValue(double[] rows) {
        return Arrays.stream(rows)
                .boxed()
                .collect(Collectors.groupingBy(row -> Double.toString(row + 0.0), Collectors.counting()));
    }

    private static double sharesOfMixedCells(NumberGrid grid, double[] reference, double[] window) {
        double[] q = counts(grid, reference);
        double[] p = counts(grid, window);
        return IntStream.range(0, grid.cells())
                .filter(cell -> !grid.isPoint(cell))
                .mapToDouble(cell -> (p[cell] / window.length + q[cell] / reference.length) / 2)
                .sum();
    }
}
