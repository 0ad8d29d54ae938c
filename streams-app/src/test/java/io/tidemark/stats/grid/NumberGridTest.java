package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumberGridTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void searchAgreesWithLinearScan(Cases cases) {
        for (int wanted = 0; wanted <= 130; wanted++) {
            double[] edges = edges(cases, wanted);
            NumberGrid grid = new NumberGrid(edges, 0, 1);

            double[] values = values(cases, edges);

            assertThat(Arrays.stream(values).mapToInt(grid::cell).toArray())
                    .isEqualTo(Arrays.stream(values)
                            .mapToInt(value -> linearScan(edges, value))
                            .toArray());
        }
    }

    private static double[] edges(Cases cases, int wanted) {
        return DoubleStream.generate(cases::number)
                .map(value -> value + 0.0)
                .limit(wanted)
                .sorted()
                .distinct()
                .toArray();
    }

    private static double[] values(Cases cases, double[] edges) {
        DoubleStream atEdges = Arrays.stream(edges).flatMap(e -> DoubleStream.of(e, Math.nextUp(e), Math.nextDown(e)));
        DoubleStream anywhere = DoubleStream.generate(cases::number).limit(20);
        return DoubleStream.concat(Arrays.stream(SPECIAL), DoubleStream.concat(atEdges, anywhere))
                .toArray();
    }

    private static int linearScan(double[] edges, double value) {
        int cell = 0;
        while (cell < edges.length && edges[cell] < value) {
            cell++;
        }
        return cell;
    }

    @Test
    void negativeZeroIsZeroInTheId() {
        NumberGrid positive = new NumberGrid(new double[] {0, 1}, 0, 1);
        NumberGrid negative = new NumberGrid(new double[] {-0.0, 1}, -0.0, 1);

        assertThat(negative.id()).isEqualTo(positive.id());
    }

    @Test
    void contentMakesTheId() {
        NumberGrid grid = new NumberGrid(new double[] {0, 1}, 0, 1);

        assertThat(grid.id()).matches("[0-9a-f]{16}");
        assertThat(new NumberGrid(new double[] {0, 1}, 0, 1).id()).isEqualTo(grid.id());
        assertThat(new NumberGrid(new double[] {0, 2}, 0, 1).id()).isNotEqualTo(grid.id());
        assertThat(new NumberGrid(new double[] {0, 1}, 1, 1).id()).isNotEqualTo(grid.id());
        assertThat(new NumberGrid(new double[] {0, 1}, 0, 2).id()).isNotEqualTo(grid.id());
    }

    @Test
    void farValuesAreClampedInTheSumsOnly() {
        NumberGrid grid = new NumberGrid(new double[] {0}, -1, Double.MIN_NORMAL);

        assertThat(grid.fixedPoint(Double.MAX_VALUE)).isEqualTo(256L << 20);
        assertThat(grid.fixedPoint(-Double.MAX_VALUE)).isEqualTo(-256L << 20);
        assertThat(grid.fixedPointSquare(-Double.MAX_VALUE)).isEqualTo(65536L << 20);
        assertThat(grid.fixedPoint(-1)).isZero();
    }

    @Test
    void labelsSayWhatACellHolds() {
        NumberGrid grid = new NumberGrid(new double[] {Math.nextDown(5.0), 5, 7.25}, 0, 1);

        assertThat(grid.label(0)).isEqualTo("< 5");
        assertThat(grid.label(1)).isEqualTo("= 5");
        assertThat(grid.label(2)).isEqualTo("(5, 7.25]");
        assertThat(grid.label(3)).isEqualTo("> 7.25");
        assertThat(grid.isPoint(1)).isTrue();
        assertThat(grid.isPoint(2)).isFalse();
    }

    @Test
    void edgesMustAscend() {
        assertThatThrownBy(() -> new NumberGrid(new double[] {1, 1}, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grid edges must be finite and ascending: edges[1]=1.0");
    }
}
