package io.tidemark.stats.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void valuesAreSortedAndNegativeZeroIsZero() {
        Sample sample = Sample.of(3, -0.0, -1, 0.0);

        assertThat(sample.size()).isEqualTo(4);
        assertThat(sample.distinct()).isEqualTo(3);
        assertThat(Double.doubleToRawLongBits(sample.value(1))).isZero();
        assertThat(sample.countBelow(0)).isEqualTo(1);
        assertThat(sample.countAtOrBelow(0)).isEqualTo(3);
    }

    @Test
    void whatIsNotFiniteIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Sample.of(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample's values must be finite, missing ones left out: values[1]=NaN");
        assertThatThrownBy(() -> Sample.of(Double.NEGATIVE_INFINITY))
                .hasMessage("a sample's values must be finite, missing ones left out: values[0]=-Infinity");
    }

    @Test
    void anEmptySampleHasNoQuantile() {
        assertThatThrownBy(() -> Sample.of().median())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an empty sample has no minimum, maximum or quantile: size=0");
    }

    @Test
    void quantilesLieBetweenNeighboursWithoutOverflow() {
        Sample sample = Sample.of(-Double.MAX_VALUE, Double.MAX_VALUE);

        assertThat(Sample.of(1, 2, 4).quantile(0.75)).isEqualTo(3);
        assertThat(sample.median()).isZero();
        assertThat(sample.quantile(0.75) / Double.MAX_VALUE).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void theLargestDoublesHaveAMeanAndADeviation() {
        // (−M + M + 0 + 1 + 2 + 3)/6 = 1; deviation √(2M²/6) = M·√(1/3).
        SampleMoments moments = SampleMoments.of(Sample.of(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 1, 2, 3));

        assertThat(moments.mean()).isEqualTo(1);
        assertThat(moments.deviationPopulation() / Double.MAX_VALUE).isCloseTo(0.5773502691896257, within(1e-15));
        assertThat(moments.variancePopulation()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(moments.kurtosisExcess()).isEqualTo(0);
    }

    @Test
    void theSmallestValuesHaveASkewness() {
        // 1, 1, 4: mean 2, squares 1, 1, 4: m₂ = 2, m₃ = (−1 − 1 + 8)/3 = 2, skewness 2/2^1.5 = 0.70711.
        SampleMoments moments = SampleMoments.of(Sample.of(1e-300, 1e-300, 4e-300));

        assertThat(moments.mean()).isEqualTo(2e-300);
        assertThat(moments.variancePopulation()).isZero();
        assertThat(moments.deviationPopulation() * 1e300).isBetween(1.41421, 1.41422);
        assertThat(moments.skewness()).isBetween(0.70710, 0.70711);
    }
}
