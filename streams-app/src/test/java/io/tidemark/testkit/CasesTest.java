package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CasesTest {
    @Test
    void oneSeedGivesOneSequence() {
        double[] first = numbers(Cases.of(7));
        double[] second = numbers(Cases.of(7));
        double[] other = numbers(Cases.of(8));

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void edgeNumbersComeFirst() {
        assertThat(numbers(Cases.of(7))).startsWith(0, -0.0, 1, -1, Double.MIN_VALUE);
    }

    @Test
    void permutationHoldsEveryIndexOnce() {
        assertThat(Cases.of(7).permutation(5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void displayNameSaysTheSeed() {
        assertThat(Cases.of(7)).hasToString("cases.seed=7");
    }

    private static double[] numbers(Cases cases) {
        return IntStream.range(0, 40).mapToDouble(i -> cases.number()).toArray();
    }
}
