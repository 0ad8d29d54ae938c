package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.golden.Golden;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moments and quantile bounds on grids agree with numpy's values on the raw rows, within the error that is stated. */
class MomentsGoldenTest {
    static Stream<Golden.Case> golden() {
        return Golden.cases("moments_quantiles.json");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void momentsAgreeWithinTheirStatedError(Golden.Case golden) {
        double[] rows = golden.numbers("values");
        NumberGrid grid = grid(rows);

        Moments moments = Moments.of(grid, QuantileBoundsTest.counts(grid, rows));

        double mean = golden.expected().get("mean").doubleValue();
        double variance = golden.expected().get("variance_sample").asDouble(0);
        double meanError = grid.scale() * 0x1p-21 + Math.ulp(mean);
        double offset = 1 + 2 * Math.abs(mean - grid.center()) / grid.scale();
        double varianceError = grid.scale() * grid.scale() * 0x1p-21 * offset * 2 + 1e-12 * variance;
        assertThat(moments.n()).isEqualTo(rows.length);
        assertThat(moments.mean()).isCloseTo(mean, within(meanError));
        assertThat(Math.pow(moments.standardDeviation(), 2)).isCloseTo(variance, within(varianceError));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void extremesAreExact(Golden.Case golden) {
        double[] rows = golden.numbers("values");
        NumberGrid grid = grid(rows);
        Counts counts = QuantileBoundsTest.counts(grid, rows);

        double min = golden.expected().get("min").doubleValue();
        double max = golden.expected().get("max").doubleValue();

        assertThat(QuantileBounds.of(grid, counts, 0)).isEqualTo(new QuantileBounds(min, min));
        assertThat(QuantileBounds.of(grid, counts, 1)).isEqualTo(new QuantileBounds(max, max));
    }

    private static NumberGrid grid(double[] rows) {
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        return GridBuilder.numbers(rows, weights, GridBuilder.DEFAULT_CELLS);
    }
}
