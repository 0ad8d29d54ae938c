package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.ColumnKind;
import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridBuilderTest {
    private static final double MAX = Double.MAX_VALUE;

    @Test
    void emptySampleIsOneCell() {
        NumberGrid grid = grid();

        assertThat(grid.cells()).isEqualTo(1);
        assertThat(grid.center()).isZero();
        assertThat(grid.scale()).isEqualTo(1);
    }

    @Test
    void constantColumnHasBelowEqualAbove() {
        NumberGrid grid = grid(5, 5, 5);

        assertThat(labels(grid)).containsExactly("< 5", "= 5", "> 5");
        assertThat(grid.center()).isEqualTo(5);
        assertThat(grid.scale()).isEqualTo(5);
    }

    @Test
    void constantZeroHasScaleOne() {
        NumberGrid grid = grid(0, -0.0, 0);

        assertThat(grid.upperEdges()).containsExactly(-Double.MIN_VALUE, 0);
        assertThat(grid.center()).isZero();
        assertThat(grid.scale()).isEqualTo(1);
    }

    @Test
    void negativeZeroMakesTheSameGrid() {
        assertThat(grid(-0.0, -0.0, 1).id()).isEqualTo(grid(0, 0, 1).id());
    }

    @Test
    void twoValuesHaveACellEach() {
        NumberGrid grid = grid(0, 1, 1, 0, 1);

        assertThat(labels(grid)).containsExactly("< 0", "= 0", "(0, 1)", "= 1", "> 1");
        assertThat(grid.cell(0.5)).isEqualTo(2);
    }

    @Test
    void singleRowIsNotARepeatedValue() {
        NumberGrid grid = grid(7);

        assertThat(grid.cells()).isEqualTo(1);
        assertThat(grid.center()).isEqualTo(7);
        assertThat(grid.scale()).isEqualTo(7);
    }

    @Test
    void evenSampleIsCutAtItsQuantiles() {
        // 1 … 10000: rank p is the value 10000·p; 55 middle edges from 200 to 9800, 9600/56 = 171.43 apart
        NumberGrid grid = grid(IntStream.rangeClosed(1, 10_000).asDoubleStream().toArray());

        assertThat(grid.cells()).isEqualTo(64);
        assertThat(grid.upperEdges()).startsWith(10, 50, 100, 200, 372).endsWith(9800, 9900, 9950, 9990);
        assertThat(grid.center()).isEqualTo(5000);
        assertThat(grid.scale()).isEqualTo(5000);
    }

    @Test
    void weightsMoveTheCuts() {
        // 1 … 100, the upper half three times as heavy: half of the weight of 200 is reached at 50 + 50/3
        double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        double[] weights = Arrays.stream(values).map(v -> v <= 50 ? 1 : 3).toArray();

        NumberGrid grid = GridBuilder.numbers(values, weights, 4);

        // 3 edges at 1/4, 1/2, 3/4 of 200
        assertThat(grid.upperEdges()).containsExactly(50, 67, 84);
    }

    @Test
    void heavyValueInAContinuousColumnHasItsOwnCell() {
        double[] values = DoubleStream.concat(
                        IntStream.rangeClosed(1, 900).mapToDouble(i -> i / 100.0),
                        DoubleStream.generate(() -> 0).limit(100))
                .toArray();

        NumberGrid grid = grid(values);

        assertThat(grid.isPoint(grid.cell(0))).isTrue();
        assertThat(grid.cell(-1)).isZero();
        assertThat(grid.cell(0)).isEqualTo(1);
        assertThat(grid.cell(0.005)).isEqualTo(2);
    }

    @Test
    void rareRepetitionHasNoCellOfItsOwn() {
        double[] values =
                IntStream.range(0, 10_000).mapToDouble(i -> Math.floor(i / 2.0)).toArray();

        NumberGrid grid = grid(values);

        assertThat(IntStream.range(0, grid.cells()).filter(grid::isPoint)).isEmpty();
    }

    @Test
    void outlierLeavesTheCellsAlone() {
        double[] values = IntStream.rangeClosed(1, 10_000).asDoubleStream().toArray();
        double[] withOutlier = values.clone();
        withOutlier[9_999] = 1e300;

        assertThat(grid(withOutlier).upperEdges()).isEqualTo(grid(values).upperEdges());
    }

    @Test
    void extremesOfDoubleKeepTheGridFinite() {
        NumberGrid grid = grid(-MAX, -MAX, -1, 1, MAX, MAX);

        assertThat(grid.scale()).isEqualTo(MAX);
        assertThat(grid.upperEdges()).startsWith(-MAX).endsWith(Math.nextDown(MAX), MAX);
        assertThat(grid.cell(-MAX)).isZero();
        assertThat(grid.isPoint(grid.cell(MAX))).isTrue();
    }

    @Test
    void heavyTailsKeepCenterAndScaleFinite() {
        double[] values = IntStream.rangeClosed(-300, 300)
                .mapToDouble(e -> Math.pow(10, e))
                .toArray();

        NumberGrid grid = grid(values);

        assertThat(grid.center()).isEqualTo(1);
        assertThat(grid.scale()).isCloseTo(1e150, within(1e137));
    }

    @Test
    void deviationStandsInForAZeroInterquartileRange() {
        // nine 0 and one 10: mean 1, variance 0.9·1 + 0.1·81 = 9
        assertThat(grid(0, 0, 0, 0, 0, 0, 0, 0, 0, 10).scale()).isCloseTo(3, within(1e-12));
    }

    @Test
    void subnormalSpreadIsPositive() {
        assertThat(grid(0, 0, 0, 0, Double.MIN_VALUE).scale()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void orderOfRowsLeavesNoTrace(Cases cases) {
        int size = 20 + cases.below(500);
        double[] values = DoubleStream.generate(cases::number).limit(size).toArray();
        double[] weights =
                DoubleStream.generate(() -> 0.1 + cases.uniform()).limit(size).toArray();
        int[] order = cases.permutation(size);

        NumberGrid straight = GridBuilder.numbers(values, weights, 64);
        NumberGrid shuffled = GridBuilder.numbers(
                Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> weights[i]).toArray(),
                64);

        assertThat(shuffled.id()).isEqualTo(straight.id());
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void cellsNeverExceedTwiceTheTarget(Cases cases) {
        int target = 4 + cases.below(130);
        int distinct = 1 + cases.below(3 * target);

        NumberGrid grid = GridBuilder.numbers(
                IntStream.range(0, 20_000)
                        .mapToDouble(i -> cases.below(distinct))
                        .toArray(),
                ones(20_000),
                target);

        assertThat(grid.cells()).isLessThanOrEqualTo(2 * target);
    }

    @Test
    void fewWholeNumbersHaveACellEach() {
        NumberGrid grid =
                grid(IntStream.range(0, 1000).mapToDouble(i -> 1 + i % 5).toArray());

        assertThat(IntStream.rangeClosed(1, 5).map(grid::cell)).containsExactly(1, 3, 5, 7, 9);
        assertThat(grid.cells()).isEqualTo(11);
    }

    @Test
    void impossibleSamplesAreRefused() {
        assertThatThrownBy(() -> grid(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample needs finite values and finite weights > 0: values[1]=NaN, weights[1]=1.0");
        assertThatThrownBy(() -> GridBuilder.numbers(new double[1], new double[2], 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample needs one weight for each value: values=1, weights=2");
        assertThatThrownBy(() -> GridBuilder.numbers(new double[1], new double[1], 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number grid's target cells must be in [4, 32768]: targetCells=3");
    }

    @Test
    void categoriesComeByWeightThenName() {
        Map<String, Double> weights = Map.of("b", 2.0, "a", 2.0, "rare", 0.5, "top", 9.0, "", 2.0);

        assertThat(GridBuilder.categories(ColumnKind.CATEGORY, weights, 200).values())
                .containsExactly("top", "", "a", "b", "rare");
        assertThat(GridBuilder.categories(ColumnKind.CATEGORY, weights, 3).values())
                .containsExactly("top", "", "a");
    }

    @Test
    void booleanIsAlwaysFalseThenTrue() {
        assertThat(GridBuilder.categories(ColumnKind.BOOLEAN, Map.of("true", 5.0), 1)
                        .values())
                .containsExactly("false", "true");
    }

    @Test
    void impossibleCategoriesAreRefused() {
        assertThatThrownBy(() -> GridBuilder.categories(ColumnKind.CATEGORY, Map.of("a", 0.0), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a category's weight must be finite and > 0: value=a, weight=0.0");
        assertThatThrownBy(() -> GridBuilder.categories(ColumnKind.CATEGORY, Map.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a category grid's cap must be in [1, 65535]: cap=0");
    }

    private static NumberGrid grid(double... values) {
        return GridBuilder.numbers(values, ones(values.length), GridBuilder.DEFAULT_CELLS);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static String[] labels(NumberGrid grid) {
        return IntStream.range(0, grid.cells()).mapToObj(grid::label).toArray(String[]::new);
    }
}
