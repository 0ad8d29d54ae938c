package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExcessTest {
    private static final double MOST = 0.001;

    @Test
    void unsuspiciousRatioIsOne() {
        // χ²(.95, 4)/4 = 9.4877/4 = 2.3719
        assertThat(Excess.phi(2.371, 5)).isEqualTo(1);
        assertThat(Excess.phi(0, 5)).isEqualTo(1);
    }

    @Test
    void suspiciousRatioIsRaisedToItsUpperBound() {
        // 2.373·4/χ²(.20, 4) = 9.492/1.64878
        assertThat(Excess.phi(2.373, 5)).isCloseTo(5.757, within(MOST));
    }

    @Test
    void manyWindowsLeaveLittleToCaution() {
        // 3·399/χ²(.20, 399) = 1197/374.9
        assertThat(Excess.phi(3, 400)).isBetween(3.0, 3.3);
    }

    @Test
    void fewMergedWindowsDoNotHideTheExcessOfManyShortOnes() {
        // φ₁ = 5·79/χ²(.20, 79) = 395/68.28; 1.5 of 5 windows is under 2.37, and its upper bound is 1.5·4/1.64878 =
        // 3.639.
        Dispersion dispersion =
                Excess.dispersion(new double[] {5, 5, 5, 5, 1.5, 99, 99}, new int[] {80, 40, 20, 10, 5, 2, 1});

        assertThat(dispersion.at(1)).isBetween(5.0, 6.0);
        assertThat(dispersion.at(16)).isCloseTo(3.639, within(MOST));
    }

    @Test
    void excessThatVanishesInLongWindowsIsNotKept() {
        Dispersion dispersion =
                Excess.dispersion(new double[] {9, 5, 0.1, 0.1, 0, 0, 0}, new int[] {80, 40, 20, 10, 0, 0, 0});

        assertThat(dispersion.at(4)).isEqualTo(1);
        assertThat(dispersion.at(8)).isEqualTo(1);
    }

    @Test
    void unmeasuredScalesContinueTheGrowth() {
        // 40, 20, 10, 5 windows; φ₁ = 4·39/χ²(.20, 39) = 156/31.441 = 4.9617, φ₈ = 10·4/1.64878 = 24.2604;
        // growth ∛(24.2604/4.9617) = 1.6970
        Dispersion dispersion =
                Excess.dispersion(new double[] {4, 5, 7, 10, 99, 99, 99}, new int[] {40, 20, 10, 5, 2, 1, 0});

        assertThat(dispersion.at(1)).isCloseTo(4.9617, within(MOST));
        assertThat(dispersion.at(8)).isCloseTo(24.2604, within(MOST));
        assertThat(dispersion.at(16)).isCloseTo(24.2604 * 1.6970, within(0.01));
        assertThat(dispersion.at(64)).isCloseTo(24.2604 * 1.6970 * 1.6970 * 1.6970, within(0.1));
    }

    @Test
    void growthIsNeverMoreThanDouble() {
        Dispersion dispersion =
                Excess.dispersion(new double[] {4, 400, 0, 0, 0, 0, 0}, new int[] {10, 5, 2, 1, 0, 0, 0});

        assertThat(dispersion.at(4)).isEqualTo(2 * dispersion.at(2));
    }

    @Test
    void growthNeverShrinks() {
        Dispersion dispersion =
                Excess.dispersion(new double[] {400, 4, 0, 0, 0, 0, 0}, new int[] {10, 5, 2, 1, 0, 0, 0});

        assertThat(dispersion.at(4)).isEqualTo(dispersion.at(2));
        assertThat(dispersion.at(64)).isEqualTo(dispersion.at(2));
    }

    @Test
    void fewerThanFiveWindowsAreUnknown() {
        assertThat(Excess.dispersion(new double[7], new int[] {4, 2, 1, 0, 0, 0, 0}))
                .isEqualTo(Dispersion.unknown(4));
    }
}
