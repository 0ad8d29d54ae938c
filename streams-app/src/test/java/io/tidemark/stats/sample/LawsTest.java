package io.tidemark.stats.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The laws that probabilities are read from, against tables and against each other. */
class LawsTest {
    /** scipy 1.17.1, scipy.stats.kstwo.sf. */
    @ParameterizedTest
    @CsvSource({
        "10, 0.4, 0.05898924519999926",
        "100, 0.15, 0.019839242125643017",
        "1000, 0.03, 0.3226902143914636",
        "50000, 0.03453, 3.1310600715161117e-52",
        "500000, 0.004942, 4.9273573460509635e-11"
    })
    void kolmogorovSurvivalAgreesWithScipy(int n, double d, double expected) {
        assertThat(KolmogorovDistribution.survival(d, n)).isCloseTo(expected, within(1e-10 * expected));
    }

    @Test
    void theExpansionIsAsCloseToTheMatrixAsStated() {
        double z = 0.6;

        assertThat(PelzGood.probability(z / Math.sqrt(141), 141))
                .isCloseTo(new DurbinMatrix(z / Math.sqrt(141), 141).probability(), within(3e-6));
        assertThat(PelzGood.probability(z / Math.sqrt(1000), 1000))
                .isCloseTo(new DurbinMatrix(z / Math.sqrt(1000), 1000).probability(), within(6e-8));
    }

    /** Percentage points of ω²: Csörgő and Faraway 1996, table 1, last line. */
    @ParameterizedTest
    @CsvSource({"0.34730, 0.1", "0.46136, 0.05", "0.74346, 0.01", "1.16786, 0.001"})
    void cramerVonMisesTailAgreesWithTheTable(double x, double level) {
        assertThat(CramerVonMisesLaw.tail(x)).isCloseTo(level, within(2e-4 * level));
    }

    @Test
    void cramerVonMisesTailGoesOnWhereTheShortSeriesStops() {
        // The first integral alone: 1/(π·√x)·e^(−π²x/2)·√2 at large x, within its next terms.
        assertThat(CramerVonMisesLaw.tail(50)).isBetween(1e-109, 1e-108);
        assertThat(1 - CramerVonMisesLaw.shortSeries(50)).isGreaterThan(1e-9);
        assertThat(CramerVonMisesLaw.tail(0.2)).isCloseTo(1 - CramerVonMisesLaw.shortSeries(0.2), within(1e-12));
    }

    @Test
    void binomialTermsAddUpToOne() {
        double sum = 0;
        for (int j = 0; j <= 1000; j++) {
            sum += BinomialTerm.probability(j, 1000, 0.3, 0.7);
        }

        assertThat(sum).isCloseTo(1, within(1e-13));
        // C(4,1)·0.3·0.7³ = 0.4116
        assertThat(BinomialTerm.probability(1, 4, 0.3, 0.7)).isCloseTo(0.4116, within(1e-15));
    }

    @Test
    void fourAgainstFourHasTwoPathsOfSeventyAtTheEnd() {
        Pooled pooled = Pooled.of(Sample.of(1, 2, 3, 4), Sample.of(5, 6, 7, 8));

        assertThat(KolmogorovSmirnovTest.of(pooled).exact()).isCloseTo(2 / 70.0, within(1e-15));
        assertThat(new CramerVonMisesPaths(pooled).probability()).isCloseTo(2 / 70.0, within(1e-8));
    }
}
