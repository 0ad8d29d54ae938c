package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;
import org.junit.jupiter.api.Test;

class NumberCurveTest {
    /** 2 of 8 in (0, 10], 2 in (10, 20], 4 in (20, 40]; the least is 0, the largest 40. */
    @Test
    void isExactAtEdgesAndStraightBetweenThem() {
        NumberGrid grid = new NumberGrid(new double[] {10, 20}, 15, 5);
        Counts counts = new Counts(grid.id(), grid.cells());
        counts.countCell(0, 2);
        counts.countCell(1, 2);
        counts.countCell(2, 4);
        counts.addMoments(0, 40, 0, 0);

        NumberCurve curve = new NumberCurve(grid, counts);

        assertThat(curve.at(-1)).isZero();
        assertThat(curve.at(5)).isEqualTo(0.125);
        assertThat(curve.at(10)).isEqualTo(0.25);
        assertThat(curve.at(30)).isEqualTo(0.75);
        assertThat(curve.at(40)).isEqualTo(1);
    }

    @Test
    void oneValueIsAStep() {
        NumberGrid grid = new NumberGrid(new double[] {10, 20}, 15, 5);
        Counts counts = new Counts(grid.id(), grid.cells());
        counts.countCell(1, 3);
        counts.addMoments(12, 12, 0, 0);

        NumberCurve curve = new NumberCurve(grid, counts);

        assertThat(curve.at(Math.nextDown(12.0))).isZero();
        assertThat(curve.at(12)).isEqualTo(1);
    }

    @Test
    void nothingIsZeroEverywhere() {
        NumberGrid grid = new NumberGrid(new double[] {10, 20}, 15, 5);

        assertThat(new NumberCurve(grid, new Counts(grid.id(), grid.cells())).at(100))
                .isZero();
    }
}
