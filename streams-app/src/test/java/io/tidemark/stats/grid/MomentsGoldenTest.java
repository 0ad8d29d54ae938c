package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moments and quantile bounds on grids agree with numpy's values on the raw rows, within the error that is stated. */
class MomentsGoldenTest {
    private record Golden(String name, double[] rows, JsonNode expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> golden() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Path.of("src/test/resources/golden/moments_quantiles.json")
                        .toFile());
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .filter(example -> example.at("/inputs/values").isArray())
                .map(MomentsGoldenTest::read);
    }

    private static Golden read(JsonNode example) {
        double[] rows = StreamSupport.stream(example.at("/inputs/values").spliterator(), false)
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        return new Golden(example.get("name").textValue(), rows, example.get("expected"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void momentsAgreeWithinTheirStatedError(Golden golden) {
        NumberGrid grid = grid(golden.rows());

        Moments moments = Moments.of(grid, QuantileBoundsTest.counts(grid, golden.rows()));

        double mean = golden.expected().get("mean").doubleValue();
        double variance = golden.expected().get("variance_sample").asDouble(0);
        double meanError = grid.scale() * 0x1p-21 + Math.ulp(mean);
        double offset = 1 + 2 * Math.abs(mean - grid.center()) / grid.scale();
        double varianceError = grid.scale() * grid.scale() * 0x1p-21 * offset * 2 + 1e-12 * variance;
        assertThat(moments.n()).isEqualTo(golden.rows().length);
        assertThat(moments.mean()).isCloseTo(mean, within(meanError));
        assertThat(Math.pow(moments.standardDeviation(), 2)).isCloseTo(variance, within(varianceError));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void extremesAreExact(Golden golden) {
        NumberGrid grid = grid(golden.rows());
        Counts counts = QuantileBoundsTest.counts(grid, golden.rows());

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
