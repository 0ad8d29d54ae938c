package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NoncentralChiSquaredTest {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    @Test
    void oneDegreeIsASquaredShiftedNormal() {
        // χ²(1, λ) = (Z + √λ)²: P(≥ x) = P(Z ≥ √x − √λ) + P(Z ≤ −√x − √λ).
        for (double lambda : new double[] {0.01, 1, 25, 400, 10_000}) {
            for (double z : new double[] {-2, 0, 3, 6, 12}) {
                double root = Math.sqrt(lambda) + z;
                double exact = STANDARD.survivalProbability(z)
                        + STANDARD.cumulativeProbability(-Math.abs(root) - Math.sqrt(lambda));

                if (root > 0) {
                    assertThat(NoncentralChiSquared.upperTail(root * root, 1, lambda))
                            .isCloseTo(exact, withinPercentage(1e-4));
                }
            }
        }
    }

    @Test
    void withoutNoncentralityItIsChiSquared() {
        // χ²(2): P(≥ x) = e^(−x/2).
        assertThat(NoncentralChiSquared.upperTail(40, 2, 0)).isCloseTo(Math.exp(-20), withinPercentage(1e-8));
        assertThat(NoncentralChiSquared.upperTail(40, 2, 1e-12)).isCloseTo(Math.exp(-20), withinPercentage(1e-6));
        assertThat(NoncentralChiSquared.upperTail(0, 2, 5)).isEqualTo(1);
    }

    @Test
    void tailFallsWithItsPlaceAndGrowsWithNoncentrality() {
        for (double x = 100; x < 4_000; x += 300) {
            double here = NoncentralChiSquared.upperTail(x, 65, 500);

            assertThat(NoncentralChiSquared.upperTail(x + 10, 65, 500)).isLessThanOrEqualTo(here);
            assertThat(NoncentralChiSquared.upperTail(x, 65, 510)).isGreaterThanOrEqualTo(here - 1e-15);
        }
        assertThat(NoncentralChiSquared.upperTail(565, 65, 500)).isCloseTo(0.49, within(0.03));
    }
}
