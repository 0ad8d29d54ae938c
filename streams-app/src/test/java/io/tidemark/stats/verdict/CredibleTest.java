package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredibleTest {
    /** The shortest interval has its probability, and the same density at both ends. */
    @ParameterizedTest
    @CsvSource({"2, 5", "5, 2", "12, 3", "1.5, 8"})
    void shortestIntervalIsAsHighAtBothEnds(double alpha, double beta) {
        BetaDistribution share = BetaDistribution.of(alpha, beta);

        Credible.Interval interval = Credible.shortest(alpha, beta, 0.9);

        assertThat(share.probability(interval.lower(), interval.upper())).isCloseTo(0.9, within(1e-6));
        assertThat(share.density(interval.lower())).isCloseTo(share.density(interval.upper()), within(0.01));
    }

    @Test
    void densityThatOnlyRisesEndsAtOne() {
        // The distribution function of Beta(10, 1) is x^10.
        Credible.Interval interval = Credible.shortest(10, 1, 0.9);

        assertThat(interval.upper()).isEqualTo(1);
        assertThat(interval.lower()).isCloseTo(Math.pow(0.1, 0.1), within(1e-9));
        assertThat(Credible.shortest(1, 10, 0.9).lower()).isZero();
    }

    @Test
    void uniformShareHasItsMiddle() {
        assertThat(Credible.shortest(1, 1, 0.9).lower()).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void lessThanADrawIsRefused() {
        assertThatThrownBy(() -> Credible.shortest(0.5, 0.5, 0.9))
                .hasMessage(
                        "an interval needs one draw or more, and a level in (0, 1): alpha=0.5, beta=0.5, level=0.9");
    }
}
