package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FalseAlarmRateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 per 1000 | 0.001",
                "1 per 1,000 | 0.001",
                "2 per 100 | 0.02",
                "0.001 | 0.001",
                ".5 | 0.5",
                "1e-4 | 0.0001"
            })
    void ratesAndFractions(String text, double expected) {
        assertThat(new FalseAlarmRate().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "3", "-0.1", "5 per 1", "1 per 0", "1 per 30d", "often", "", "NaN"})
    void whatIsNoRateIsTold(String text) {
        assertThatThrownBy(() -> new FalseAlarmRate().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(
                        "'" + text + "' is not a rate between 0 and 1; write \"1 per 1000\" (comparisons), or 0.001");
    }
}
