package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.testkit.Cases;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EmbeddingGridTest {
    private static final EmbeddingGrid GRID = new EmbeddingGrid(64, EmbeddingGrid.seed("v"), 1);

    @Test
    void projectionsAreSignedSumsOverTheRootOfTheDimension() {
        double[] vector = new double[66];
        vector[2 + 5] = 8;

        double[] derived = derive(GRID, vector, 2);

        assertThat(Arrays.stream(derived, 0, 8).map(Math::abs)).containsOnly(1.0);
        assertThat(derived[8]).isEqualTo(8);
    }

    @Test
    void directionsDependOnNameAndDimensionAlone() {
        double[] vector = new double[65];
        Arrays.fill(vector, 1);

        assertThat(derive(GRID, vector, 0))
                .isEqualTo(derive(new EmbeddingGrid(64, EmbeddingGrid.seed("v"), 3), vector, 0))
                .isNotEqualTo(derive(new EmbeddingGrid(64, EmbeddingGrid.seed("w"), 1), vector, 0));
        assertThat(derive(GRID, vector, 0))
                .isNotEqualTo(derive(new EmbeddingGrid(65, EmbeddingGrid.seed("v"), 1), vector, 0));
    }

    @Test
    void projectionsOfIndependentNumbersHaveTheirDeviation() {
        Cases cases = Cases.of(1);
        double sum = 0;
        for (int i = 0; i < 2_000; i++) {
            double[] vector = new double[64];
            Arrays.setAll(vector, j -> cases.gaussian());
            for (double p : Arrays.copyOf(derive(GRID, vector, 0), 8)) {
                sum += p * p;
            }
        }

        assertThat(sum / 16_000).isCloseTo(1, within(0.05));
    }

    @Test
    void normsOfNormalisedFloatsAreOne() {
        Cases cases = Cases.of(1);
        for (int i = 0; i < 100; i++) {
            double[] vector = new double[64];
            Arrays.setAll(vector, j -> cases.gaussian());
            double norm = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
            Arrays.setAll(vector, j -> (float) (vector[j] / norm));

            assertThat(derive(GRID, vector, 0)[8]).isEqualTo(1.0);
        }
    }

    @Test
    void hugeNumbersAreNotFinite() {
        double[] vector = new double[64];
        Arrays.fill(vector, 1e300);

        assertThat(derive(GRID, vector, 0)[8]).isInfinite();
        assertThat(GRID.fixedPoint(1e300)).isEqualTo(256L << 20);
        assertThat(GRID.fixedPoint(-0.5)).isEqualTo(-1L << 19);
    }

    @Test
    void sumsSurviveAndAddUp() {
        Counts counts = new Counts(GRID.id(), 1);
        counts.countBad(5, 0, 0, 0, 0);
        counts.countAbsent(3);
        counts.addVectorSums(new long[] {9, 1, -2, 3}, 1, 3);
        Counts other = counts.emptied();
        other.addVectorSums(new long[] {1, 2, -3}, 0, 3);
        other.add(CountsBytes.read(CountsBytes.of(counts)));

        assertThat(other.vectorSums()).containsExactly(2, 0, 0);
        assertThat(other.absent()).isEqualTo(3);
        assertThat(other.missing()).isEqualTo(5);
        assertThat(CountsBytes.of(new Counts(GRID.id(), 1))).hasSize(15);
    }

    @Test
    void impossibleGridsAreRefused() {
        assertThatThrownBy(() -> new EmbeddingGrid(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an embedding's dimension must be in [1, 16384] and its scale finite and > 0: dimension=0,"
                        + " scale=1.0");
    }

    private static double[] derive(EmbeddingGrid grid, double[] vector, int offset) {
        double[] derived = new double[EmbeddingGrid.DERIVED];
        grid.derive(vector, offset, derived);
        return derived;
    }

    @Test
    void restIsWhatThePartLeaves() {
        Counts whole = new Counts("g", 2);
        whole.countCell(1, 5);
        whole.countAbsent(2);
        whole.countBad(3, 1, 0, 4, 0);
        whole.addMoments(0, 1, 70, 90);
        whole.addVectorSums(new long[] {10, 20}, 0, 2);
        Counts part = new Counts("g", 2);
        part.countCell(1, 2);
        part.countBad(1, 1, 0, 0, 0);
        part.addMoments(0, 1, 30, 40);
        part.addVectorSums(new long[] {4, -5}, 0, 2);

        Counts rest = whole.minus(part);

        assertThat(rest.cell(1)).isEqualTo(3);
        assertThat(rest.valid()).isEqualTo(3);
        assertThat(rest.missing()).isEqualTo(2);
        assertThat(rest.absent()).isEqualTo(2);
        assertThat(rest.infinite()).isEqualTo(4);
        assertThat(rest.sum()).isEqualTo(40);
        assertThat(rest.squares()).isEqualTo(50);
        assertThat(rest.vectorSums()).containsExactly(6, 25);
        assertThat(whole.vectorSums()).containsExactly(10, 20);
    }
}
