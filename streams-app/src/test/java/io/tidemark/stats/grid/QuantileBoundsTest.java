package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantileBoundsTest {
    private static final NumberGrid GRID = new NumberGrid(new double[] {10, 20, Math.nextDown(25.0), 25}, 0, 1);

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void quantileOfTheRowsLiesWithin(Cases cases) {
        double[] rows = DoubleStream.generate(cases::number).limit(200).toArray();
        double[] weights = DoubleStream.generate(() -> 1).limit(200).toArray();
        NumberGrid grid = GridBuilder.numbers(rows, weights, 16);
        Counts counts = counts(grid, rows);
        double[] sorted = Arrays.stream(rows).sorted().toArray();

        for (int row = 1; row <= 200; row++) {
            QuantileBounds bounds = QuantileBounds.of(grid, counts, row / 200.0);

            assertThat(sorted[row - 1]).isBetween(bounds.lower(), bounds.upper());
        }
    }

    @Test
    void boundsAreTheCellWithinTheExtremes() {
        Counts counts = counts(GRID, 3, 4, 12, 13, 25, 25, 31, 32);

        assertThat(QuantileBounds.of(GRID, counts, 0)).isEqualTo(new QuantileBounds(3, 3));
        assertThat(QuantileBounds.of(GRID, counts, 0.25)).isEqualTo(new QuantileBounds(3, 10));
        assertThat(QuantileBounds.of(GRID, counts, 0.5)).isEqualTo(new QuantileBounds(Math.nextUp(10.0), 20));
        assertThat(QuantileBounds.of(GRID, counts, 0.625)).isEqualTo(new QuantileBounds(25, 25));
        assertThat(QuantileBounds.of(GRID, counts, 0.8)).isEqualTo(new QuantileBounds(Math.nextUp(25.0), 32));
        assertThat(QuantileBounds.of(GRID, counts, 1)).isEqualTo(new QuantileBounds(32, 32));
    }

    @Test
    void roundingOfTheRankDoesNotSkipARow() {
        // 0.07·100 is 7.000000000000001 in doubles; the 7th row is 10, the 8th 20
        double[] rows = new double[100];
        Arrays.fill(rows, 20);
        Arrays.fill(rows, 0, 7, 10);

        assertThat(QuantileBounds.of(GRID, counts(GRID, rows), 0.07)).isEqualTo(new QuantileBounds(10, 10));
    }

    @Test
    void impossibleQuestionsAreRefused() {
        Counts counts = counts(GRID, 1);

        assertThatThrownBy(() -> QuantileBounds.of(GRID, counts, 1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quantile's rank must be in [0, 1]: rank=1.1");
        assertThatThrownBy(() -> QuantileBounds.of(GRID, counts.emptied(), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts need a valid row, a minimum and a maximum: valid=0, min=Infinity, max=-Infinity");
        assertThatThrownBy(() -> QuantileBounds.of(new NumberGrid(new double[0], 0, 1), counts, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("counts must be on the grid they are read with: counts=" + GRID.id());
    }

    static Counts counts(NumberGrid grid, double... rows) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (double row : rows) {
            counts.countCell(grid.cell(row), 1);
            counts.addMoments(row, row, grid.fixedPoint(row), grid.fixedPointSquare(row));
        }
        return counts;
    }
}
