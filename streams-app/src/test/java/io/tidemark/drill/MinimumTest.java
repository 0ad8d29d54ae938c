package io.tidemark.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumTest {
    @Test
    void aShareIsRoundedUpAndANumberIsItself() {
        assertThat(Minimum.ALL.of(7)).isEqualTo(7);
        assertThat(Minimum.parse("0.5").of(7)).isEqualTo(4);
        assertThat(Minimum.parse("0.3").of(10)).isEqualTo(3);
        assertThat(Minimum.parse("1.0").of(7)).isEqualTo(7);
        assertThat(Minimum.parse("1").of(7)).isEqualTo(1);
        assertThat(Minimum.parse("0").of(7)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80%", "1.5", "-1", ".", "0.", "all", "12345"})
    void nothingElseIsOne(String text) {
        assertThatThrownBy(() -> Minimum.parse(text))
                .hasMessage("neither a number of faults nor a share in [0, 1]: " + text);
    }
}
