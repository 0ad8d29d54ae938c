package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-01-31T10:00:00Z      | auto                | true
                    2026-01-31T10:00:00+01:00 | auto                | true
                    2026-01-31 10:00          | auto                | false
                    2026-01-31                | auto                | false
                    1767225600                | auto                | true
                    1767225600123             | auto                | true
                    1767225600123456          | auto                | true
                    1767225600123456000       | auto                | true
                    31.01.2026 10:00          | dd.MM.yyyy HH:mm    | false
                    31.01.2026                | dd.MM.yyyy          | false
                    01/31/2026 10:00:00       | MM/dd/yyyy HH:mm:ss | false
                    31/01/2026 10:00          | dd/MM/yyyy HH:mm    | false
                    2026/01/31 10:00          | yyyy/MM/dd HH:mm    | false
                    20260131                  | yyyyMMdd            | false
                    31-Jan-2026               | d-MMM-yyyy          | false
                    """)
    void timesAreKnownByTheirShape(String value, String word, boolean hasZone) {
        TimeShape shape = TimeShape.of(List.of(value));

        assertThat(shape.word()).isEqualTo(word);
        assertThat(shape.hasZone()).isEqualTo(hasZone);
    }

    @ParameterizedTest
    @CsvSource({
        "2015",
        "12",
        "0.5",
        "red",
        "99999999",
        "12345678901234567890",
        "1767225600123456789",
        "555-1234",
        "10.0.0.1"
    })
    void otherValuesAreNone(String value) {
        assertThat(TimeShape.of(List.of(value)).isTime()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"01/02/2026, MM/dd/yyyy, dd/MM/yyyy", "1/2/2026, M/d/yyyy, d/M/yyyy"})
    void dayAndMonthThatCanBeExchangedAreTold(String value, String word, String also) {
        TimeShape shape = TimeShape.of(List.of(value));

        assertThat(shape.word()).isEqualTo(word);
        assertThat(shape.also()).isEqualTo(also);
    }
}
