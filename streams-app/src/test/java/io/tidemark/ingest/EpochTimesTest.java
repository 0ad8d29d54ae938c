package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.TimeFormat;
import io.tidemark.config.TimeFormat.Kind;
import io.tidemark.testkit.Mapped;
import io.tidemark.testkit.Payment;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same number is the same time in every format. */
class EpochTimesTest {
    @ParameterizedTest
    @CsvSource({
        "1700000000, 1700000000000",
        "1700000000123, 1700000000123",
        "1700000000123456, 1700000000123",
        "1700000000123456789, 1700000000123",
        "253402300799, 253402300799",
        "99999999999, 99999999999000",
        "99999999999999, 99999999999999",
        "99999999999999999, 99999999999999",
        "100000000000000000, 100000000000",
        "9223372036854775807, 9223372036854",
        "-1, -1000",
        "-1700000000123456789, -1700000000124"
    })
    void sizeSaysTheUnitInEveryFormat(String written, long expected) {
        Mapped json = Mapped.of("format: json\nfields: {time: at}");
        Mapped avro = Mapped.of("fields: {time: at}");
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"at\",\"type\":\"long\"}]}");
        String event = " v=- SERVING @" + expected + " features";

        assertThat(csv(Kind.AUTO, written)).isEqualTo(expected);
        assertThat(json.see("{\"at\":" + written + "}")).isEqualTo(event);
        assertThat(json.see("{\"at\":\"" + written + "\"}")).isEqualTo(event);
        assertThat(avro.see(1, Payment.record(schema, Map.of("at", Long.valueOf(written)))))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1700000000.25, 1700000000250",
        "SECONDS, -1.5, -1500",
        "MILLIS, 5, 5",
        "MICROS, 1700000000123456, 1700000000123",
        "MICROS, -1, -1",
        "AUTO, 1700000000.5, 1700000000500",
        "AUTO, 1700000000123.9, 1700000000123"
    })
    void formatSaysTheUnit(Kind kind, String written, long expected) {
        Mapped json = Mapped.of(
                "format: json\nfields: {time: at, timeFormat: " + kind.name().toLowerCase(java.util.Locale.ROOT) + "}");

        assertThat(csv(kind, written)).isEqualTo(expected);
        assertThat(json.see("{\"at\":" + written + "}")).isEqualTo(" v=- SERVING @" + expected + " features");
    }

    @Test
    void whatFitsNoTimeIsNone() {
        assertThat(List.of(
                        csv(Kind.AUTO, "9223372036854775808"),
                        csv(Kind.AUTO, "17000000001234567890"),
                        csv(Kind.SECONDS, "9223372036854775807"),
                        csv(Kind.AUTO, "1.2.3"),
                        csv(Kind.AUTO, "-")))
                .containsOnly(CsvTime.NO_TIME);
    }

    /** As JSON and doubles of Avro bring nanoseconds: to some hundred of them. */
    @Test
    void nanosecondsMayBeADouble() {
        Mapped json = Mapped.of("format: json\nfields: {time: at}");

        assertThat(json.see("{\"at\":1.7e18}")).isEqualTo(" v=- SERVING @1700000000000 features");
        assertThat(json.see("{\"at\":1e19}")).startsWith("NO_TIMESTAMP");
    }

    private static long csv(Kind kind, String text) {
        return new CsvTime(new TimeFormat(kind, ""), ZoneOffset.UTC).parse(text.toCharArray(), 0, text.length());
    }
}
