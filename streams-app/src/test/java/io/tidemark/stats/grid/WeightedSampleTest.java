package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightedSampleTest {
    @Test
    void roundingOfWeightsDoesNotDependOnOrder() {
        // doubles near 1e16 are 2 apart: 1 + 1 + 1e16 keeps both ones, 1e16 + 1 + 1 loses them
        WeightedSample lightFirst = WeightedSample.of(new double[] {7, 7, 7, 8}, new double[] {1, 1, 1e16, 3});
        WeightedSample heavyFirst = WeightedSample.of(new double[] {8, 7, 7, 7}, new double[] {3, 1e16, 1, 1});

        assertThat(heavyFirst.share(1)).isEqualTo(lightFirst.share(1));
    }

    @Test
    void equalValuesArePutTogether() {
        WeightedSample sample = WeightedSample.of(new double[] {2, 0, -0.0, 2, 1}, new double[] {1, 1, 2, 3, 1});

        assertThat(sample.size()).isEqualTo(3);
        assertThat(sample.share(0)).isEqualTo(3 / 8.0);
        assertThat(sample.share(1)).isEqualTo(1 / 8.0);
        assertThat(sample.isRepeated(0)).isTrue();
        assertThat(sample.isRepeated(1)).isFalse();
    }

    @Test
    void quantileIsTheSmallestValueThatReachesTheRank() {
        WeightedSample sample = WeightedSample.of(new double[] {1, 2, 3}, new double[] {1, 2, 1});

        assertThat(sample.quantile(0)).isEqualTo(1);
        assertThat(sample.quantile(0.25)).isEqualTo(1);
        assertThat(sample.quantile(0.26)).isEqualTo(2);
        assertThat(sample.quantile(0.75)).isEqualTo(2);
        assertThat(sample.quantile(1)).isEqualTo(3);
    }
}
