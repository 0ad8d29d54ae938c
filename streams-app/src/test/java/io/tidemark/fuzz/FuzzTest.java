package io.tidemark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.Fuzz;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuzzTest {
    private static final long SEED = 17;
    private static final int INPUTS = 3_000;
    private static final int SLOW_INPUTS = 150;

    @ParameterizedTest
    @MethodSource("io.tidemark.fuzz.Targets#stream")
    void hostileBytesAreRefusedInTimeAndMemory(Fuzz.Target target) {
        int inputs = target.name().equals("monitor files") ? SLOW_INPUTS : INPUTS;

        Fuzz.Result result = Fuzz.run(target, SEED, inputs);

        assertThat(result.inputs()).isEqualTo(inputs);
    }

    @Test
    void undeclaredExceptionIsFound() {
        Fuzz.Target target = new Fuzz.Target(
                "planted",
                List.of(new byte[] {1, 2, 3}),
                bytes -> {
                    if (bytes.length > 3) {
                        throw new IllegalStateException("planted");
                    }
                },
                Set.of(IllegalArgumentException.class));

        assertThatThrownBy(() -> Fuzz.run(target, SEED, 1_000))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("planted throws java.lang.IllegalStateException: planted: seed=17");
    }

    @Test
    void allocationByALengthThatLiesIsFound() {
        Fuzz.Target target = new Fuzz.Target(
                "planted",
                List.of(new byte[] {1, 2, 3}),
                bytes -> assertThat(new byte[bytes.length > 0 && bytes[0] < 0 ? 30_000_000 : 1])
                        .isNotEmpty(),
                Set.of());

        assertThatThrownBy(() -> Fuzz.run(target, SEED, 1_000)).hasMessageContaining("planted allocates 30");
    }
}
