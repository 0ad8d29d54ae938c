package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.golden.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinomialTest {
    static Stream<Golden.Case> proportions() {
        return Golden.cases("proportions.json");
    }

    @ParameterizedTest
    @MethodSource("proportions")
    void clopperPearsonAgreesWithStatsmodels(Golden.Case golden) {
        for (String side : new String[] {"reference", "current"}) {
            double successes = golden.inputs().get(side + "_successes").asDouble();
            double rows = golden.inputs().get(side + "_n").asDouble();
            Binomial.Interval at95 = Binomial.clopperPearson(successes, rows, 0.95);
            Binomial.Interval at99 = Binomial.clopperPearson(successes, rows, 0.99);

            golden.expects("/" + side + "_clopper_pearson_95/0", at95.lower());
            golden.expects("/" + side + "_clopper_pearson_95/1", at95.upper());
            golden.expects("/" + side + "_clopper_pearson_99/0", at99.lower());
            golden.expects("/" + side + "_clopper_pearson_99/1", at99.upper());
        }
    }

    @Test
    void cheapLimitsLieJustOutsideClopperPearson() {
        double z = Binomial.normalQuantile(0.005);
        for (int rows : new int[] {1, 2, 10, 100, 5_000}) {
            for (int x = 0; x <= rows; x += Math.max(1, rows / 10)) {
                Binomial.Interval exact = Binomial.clopperPearson(x, rows, 0.99);

                assertThat(Binomial.upperLimit(x, rows, z))
                        .isBetween(exact.upper() - 1e-9, Math.min(1, exact.upper() + 2.0 / rows + 1e-9));
                assertThat(Binomial.lowerLimit(x, rows, z))
                        .isBetween(Math.max(0, exact.lower() - 2.0 / rows - 1e-9), exact.lower() + 1e-9);
            }
        }
    }

    @Test
    void rareShareOfManyRowsHasALowerLimitAboveZero() {
        // bisected in Python: KL((n−x+1)/n‖1−q) = z²/2n
        assertThat(Binomial.lowerLimit(211, 20_000, 4)).isCloseTo(0.007872434507, within(1e-10));
        assertThat(Binomial.lowerLimit(9, 40_000, 4)).isCloseTo(3.172153704e-5, within(1e-12));
    }

    @Test
    void tailOfNoSuccessesIsOne() {
        assertThat(Binomial.upperTail(0, 10, 0.1)).isEqualTo(1);
        assertThat(Binomial.upperTail(11, 10, 0.1)).isZero();
        // P(X ≥ 1) = 1 − 0.9^10.
        assertThat(Binomial.upperTail(1, 10, 0.1)).isCloseTo(1 - Math.pow(0.9, 10), within(1e-12));
    }

    @Test
    void emptySideHasNoInformation() {
        assertThat(Binomial.upperLimit(0, 0, 3)).isEqualTo(1);
        assertThat(Binomial.lowerLimit(0, 0, 3)).isZero();
        assertThat(Binomial.clopperPearson(0, 0, 0.95)).isEqualTo(new Binomial.Interval(0, 1));
    }
}
