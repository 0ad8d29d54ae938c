package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.CsvMapping.Decimal;
import io.tidemark.ingest.CsvRow.FieldKind;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvNumberTest {
    private final CsvNumber number = new CsvNumber();

    @ParameterizedTest
    @CsvSource({
        "0, LONG, 0",
        "-0.0, DOUBLE, -0.0",
        "+5, LONG, 5",
        "007, LONG, 7",
        "0.1, DOUBLE, 0.1",
        ".5, DOUBLE, 0.5",
        "5., DOUBLE, 5",
        "1e3, DOUBLE, 1000",
        "-1.5E-3, DOUBLE, -0.0015",
        "123456789012345678, LONG, 123456789012345678",
        "12345678901234567890, DOUBLE, 12345678901234567890",
        "0.12345678901234567, DOUBLE, 0.12345678901234567",
        "NaN, DOUBLE, NaN",
        "-inf, DOUBLE, -Infinity",
    })
    void numbersAreNumbers(String text, FieldKind kind, Double value) {
        assertThat(parse(text)).isEqualTo(kind);
        assertThat(Double.valueOf(number.doubleValue())).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1d", "0x10", "1,5", " 1", "1 ", "1e", "--1", "1.2.3", "x", "1-2"})
    void whatIsNoNumberIsText(String text) {
        assertThat(parse(text)).isEqualTo(FieldKind.TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,5 | 3.5",
                "-0,25 | -0.25",
                ",5 | 0.5",
                "1,5e3 | 1500",
                "12 | 12",
                "0,12345678901234567 | 0.12345678901234567"
            })
    void commaIsAPointWhereItIsSaid(String text, double value) {
        CsvNumber german = new CsvNumber(Decimal.COMMA);

        assertThat(german.parse(text.toCharArray(), 0, text.length())).isNotEqualTo(FieldKind.TEXT);
        assertThat(german.doubleValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "1.234,56", "1.234", "1,2,3", ",", "1 234,5"})
    void pointIsThenNone(String text) {
        CsvNumber german = new CsvNumber(Decimal.COMMA);

        assertThat(german.parse(text.toCharArray(), 0, text.length())).isEqualTo(FieldKind.TEXT);
    }

    @Test
    void fastPathAgreesWithThePlatform() {
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < 50_000; i++) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(-8, 9)) * (random.nextInt(2) * 2 - 1);
            String text = i % 2 == 0 ? Double.toString(value) : String.format(Locale.ROOT, "%.6f", value);

            parse(text);

            assertThat(number.doubleValue()).isEqualTo(Double.parseDouble(text));
        }
    }

    private FieldKind parse(String text) {
        char[] padded = ("9" + text + "9").toCharArray();
        return number.parse(padded, 1, text.length());
    }
}
