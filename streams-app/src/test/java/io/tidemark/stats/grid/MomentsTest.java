package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final NumberGrid GRID = new NumberGrid(new double[] {0}, 1, 2);

    @Test
    void momentsAreThoseOfTheRows() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, sample variance 32/7
        Moments moments = Moments.of(GRID, QuantileBoundsTest.counts(GRID, 2, 4, 4, 4, 5, 5, 7, 9));

        assertThat(moments.n()).isEqualTo(8);
        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
        assertThat(moments.isClamped()).isFalse();
    }

    @Test
    void roundingStaysWithinTheStatedError() {
        Moments moments = Moments.of(GRID, QuantileBoundsTest.counts(GRID, 0.1, 0.2, 0.4));

        // mean 0.7/3; squared deviations 0.04667, sample variance 0.023333
        assertThat(moments.mean()).isCloseTo(0.7 / 3, within(2 * 0x1p-21));
        assertThat(Math.pow(moments.standardDeviation(), 2)).isCloseTo(0.07 / 3, within(1.5 * 4 * 0x1p-21 * 2));
    }

    @Test
    void constantColumnHasNoDeviation() {
        Moments moments = Moments.of(GRID, QuantileBoundsTest.counts(GRID, 0.3, 0.3, 0.3));

        assertThat(moments).isEqualTo(new Moments(3, 0.3, 0, false));
    }

    @Test
    void oneRowHasNoDeviation() {
        assertThat(Moments.of(GRID, QuantileBoundsTest.counts(GRID, 7))).isEqualTo(new Moments(1, 7, 0, false));
    }

    @Test
    void farValuesAreSaidToBeClamped() {
        // (1e9 − 1)/2 is clamped to 256: counted as 1 + 2·256 = 513; mean of 1 and 513
        Moments moments = Moments.of(GRID, QuantileBoundsTest.counts(GRID, 1, 1e9));

        assertThat(moments.isClamped()).isTrue();
        assertThat(moments.mean()).isEqualTo(257);
    }

    @Test
    void widestGridKeepsMomentsFinite() {
        double max = Double.MAX_VALUE;
        NumberGrid grid = new NumberGrid(new double[] {0}, max, max);

        Moments moments = Moments.of(grid, QuantileBoundsTest.counts(grid, -max, max, max));

        assertThat(moments.mean()).isBetween(-max, max);
        assertThat(moments.standardDeviation()).isFinite();
    }
}
