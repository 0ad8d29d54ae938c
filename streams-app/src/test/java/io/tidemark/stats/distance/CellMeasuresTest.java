package io.tidemark.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.MomentBounds;
import io.tidemark.stats.grid.Moments;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellMeasuresTest {
    private static final ToDoubleFunction<Cases> NORMAL = Cases::gaussian;
    private static final ToDoubleFunction<Cases> PARETO = cases -> Math.pow(1 - uniform(cases), -1 / 1.5);
    private static final ToDoubleFunction<Cases> UNIFORM = CellMeasuresTest::uniform;
    private static final ToDoubleFunction<Cases> DISCRETE = cases -> cases.below(5);
    private static final ToDoubleFunction<Cases> MIXED = cases -> cases.below(2) == 0 ? 0 : Math.exp(cases.gaussian());

    private static double uniform(Cases cases) {
        return cases.below(1 << 24) / (double) (1 << 24);
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                        Arguments.of("normal", NORMAL, 0.03),
                        Arguments.of("pareto", PARETO, 0.5),
                        Arguments.of("uniform", UNIFORM, 0.03),
                        Arguments.of("discrete", DISCRETE, 1e-5),
                        Arguments.of("mixed", MIXED, 0.06))
                .flatMap(column -> Stream.of(50, 1_000, 100_000)
                        .map(n -> Arguments.of(column.get()[0], column.get()[1], column.get()[2], n)));
    }

    @ParameterizedTest(name = "{0}, n = {3}")
    @MethodSource("columns")
    void wassersteinOnCellsHoldsTheExactOne(String name, ToDoubleFunction<Cases> column, double error, int n) {
        Cases cases = Cases.of(n);
        double[] reference = draw(column, cases, 50_000, 0);
        double[] window = draw(column, cases, n, name.equals("discrete") ? 1 : 0.3);
        NumberGrid grid = GridBuilder.numbers(reference, ones(reference.length), GridBuilder.DEFAULT_CELLS);

        Wasserstein cells = Wasserstein.of(grid, counts(grid, window), counts(grid, reference));

        double exact = exact(window, reference);
        assertThat(exact).isBetween(cells.lower() - 1e-9, cells.upper() + 1e-9);
        assertThat(cells.value()).isCloseTo(exact, within(error * Math.max(1, exact)));
    }

    @Test
    void wassersteinOfConstantsIsInScalesOfTheGrid() {
        double[] sevens = new double[100];
        Arrays.fill(sevens, 7);
        double[] nines = new double[100];
        Arrays.fill(nines, 9);
        NumberGrid grid = GridBuilder.numbers(sevens, ones(100), GridBuilder.DEFAULT_CELLS);

        Wasserstein moved = Wasserstein.of(grid, counts(grid, nines), counts(grid, sevens));
        Wasserstein same = Wasserstein.of(grid, counts(grid, sevens), counts(grid, sevens));

        // a distance of 2 in scales of |median| = 7; the window is a point in an open cell from 7 to 9
        assertThat(moved.upper()).isCloseTo(2 / 7.0, within(1e-12));
        assertThat(moved.value()).isPositive();
        assertThat(same).isEqualTo(new Wasserstein(0, 0, 0));
    }

    @Test
    void wassersteinOfExtremesIsNoNaN() {
        double[] wild = {-1e308, -1e300, -0.0, 1e-300, 1, 1e300, 1.7e308};
        NumberGrid grid = GridBuilder.numbers(new double[] {-1, 0, 1, 2}, ones(4), GridBuilder.DEFAULT_CELLS);

        Wasserstein wasserstein =
                Wasserstein.of(grid, counts(grid, wild), counts(grid, new double[] {-1e308, 0, 1, 1.7e308}));

        assertThat(wasserstein.value()).isNotNaN();
        assertThat(wasserstein.lower()).isNotNaN().isLessThanOrEqualTo(wasserstein.value());
        assertThat(wasserstein.upper()).isNotNaN().isGreaterThanOrEqualTo(wasserstein.value());
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void boundsOfTheJensenShannonDistanceHoldTheOthers(Cases cases) {
        double[] p = new double[8];
        double[] q = new double[8];
        for (int cell = 0; cell < 8; cell++) {
            p[cell] = cases.below(3) == 0 ? 0 : cases.below(1_000);
            q[cell] = cases.below(3) == 0 ? 0 : cases.below(1_000);
        }
        p[0]++;
        q[1]++;
        double js = JensenShannon.distance(p, q);

        assertThat(Hellinger.of(p, q)).isBetween(Hellinger.leastAt(js) - 1e-12, Hellinger.mostAt(js) + 1e-12);
        assertThat(TotalVariation.of(p, q))
                .isBetween(TotalVariation.leastAt(js) - 1e-12, TotalVariation.mostAt(js) + 1e-12);
    }

    @Test
    void distancesOfEmptyAndSingleCells() {
        double[] none = {0, 0};
        double[] some = {1, 1};

        assertThat(Stream.of(
                        Hellinger.of(none, none),
                        TotalVariation.of(none, none),
                        ChiSquare.of(none, some).statistic()))
                .containsOnly(0.0);
        assertThat(Stream.of(
                        Hellinger.of(none, some),
                        TotalVariation.of(some, none),
                        ChiSquare.of(none, some).probability()))
                .containsOnly(1.0);
        assertThat(ChiSquare.of(new double[] {3}, new double[] {5})).isEqualTo(new ChiSquare(0, 0, 1));
        assertThatThrownBy(() -> TotalVariation.of(none, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot compare counts on different cells: window=2 cells, reference=3 cells");
    }

    @Test
    void cosineShiftIsOneMinusTheCosine() {
        assertThat(CosineShift.of(new long[] {1, 0}, new long[] {0, 5})).isCloseTo(1, within(1e-12));
        assertThat(CosineShift.of(new long[] {2, 2}, new long[] {5, 5})).isCloseTo(0, within(1e-12));
        assertThat(CosineShift.of(new long[] {-2, -2}, new long[] {5, 5})).isCloseTo(2, within(1e-12));
        assertThat(CosineShift.of(new long[] {0, 0}, new long[] {5, 5})).isZero();
        assertThat(CosineShift.of(new long[] {}, new long[] {5, 5})).isZero();
        assertThatThrownBy(() -> CosineShift.of(new long[1], new long[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot compare vectors of different dimensions: window=1, reference=2");
    }

    @Test
    void sliceInFewIntervalsIsTold() {
        double[] all = draw(UNIFORM, Cases.of(3), 50_000, 0);
        NumberGrid grid = GridBuilder.numbers(all, ones(all.length), GridBuilder.DEFAULT_CELLS);
        double[] narrow = Arrays.stream(all).filter(x -> x < 0.05).toArray();
        double[] constant = new double[1_000];
        NumberGrid points = GridBuilder.numbers(constant, ones(1_000), GridBuilder.DEFAULT_CELLS);

        assertThat(EffectiveCells.of(grid, counts(grid, all)).number()).isBetween(55.0, 64.0);
        assertThat(EffectiveCells.areFew(grid, counts(grid, all))).isFalse();
        assertThat(EffectiveCells.of(grid, counts(grid, narrow)).number()).isBetween(3.0, 6.0);
        assertThat(EffectiveCells.areFew(grid, counts(grid, narrow))).isTrue();
        assertThat(EffectiveCells.areFew(points, counts(points, constant))).isFalse();
    }

    @ParameterizedTest(name = "{0}, n = {3}")
    @MethodSource("columns")
    void boundsOfMeanAndDeviationHoldTheExactOnes(String name, ToDoubleFunction<Cases> column, double error, int n) {
        Cases cases = Cases.of(n + 1);
        double[] reference = draw(column, cases, 5_000, 0);
        double[] window = draw(column, cases, n, 0);
        window[0] = 1e6;
        NumberGrid grid = GridBuilder.numbers(reference, ones(reference.length), GridBuilder.DEFAULT_CELLS);
        Counts counts = counts(grid, window);

        MomentBounds bounds = MomentBounds.of(grid, counts, Moments.of(grid, counts));

        double mean = Arrays.stream(window).average().orElseThrow();
        double squares = Arrays.stream(window).map(x -> (x - mean) * (x - mean)).sum();
        assertThat(mean).as(name).isBetween(bounds.lowestMean(), bounds.highestMean());
        assertThat(Math.sqrt(squares / (n - 1.0)))
                .as(name)
                .isBetween(bounds.lowestDeviation(), bounds.highestDeviation() + 1e-6);
    }

    private static double[] draw(ToDoubleFunction<Cases> column, Cases cases, int n, double shift) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = column.applyAsDouble(cases) + shift;
        }
        return values;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Counts counts(NumberGrid grid, double[] values) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (double value : values) {
            counts.countCell(grid.cell(value), 1);
            counts.addMoments(value, value, grid.fixedPoint(value), grid.fixedPointSquare(value));
        }
        return counts;
    }

    /** ∫|F − G| of the raw values over the reference's interquartile range, by the sorted union. */
    private static double exact(double[] window, double[] reference) {
        double[] a = window.clone();
        double[] b = reference.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double[] all = new double[a.length + b.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all);
        double sum = 0;
        int i = 0;
        int j = 0;
        for (int k = 0; k + 1 < all.length; k++) {
            while (i < a.length && a[i] <= all[k]) {
                i++;
            }
            while (j < b.length && b[j] <= all[k]) {
                j++;
            }
            sum += Math.abs((double) i / a.length - (double) j / b.length) * (all[k + 1] - all[k]);
        }
        return sum / (b[(int) Math.ceil(0.75 * b.length) - 1] - b[(int) Math.ceil(0.25 * b.length) - 1]);
    }
}
