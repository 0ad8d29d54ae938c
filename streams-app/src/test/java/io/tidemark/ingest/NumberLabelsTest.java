package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Observation;
import io.tidemark.testkit.Mapped;
import io.tidemark.testkit.Payment;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers where a text is wanted: the same text whatever type the number has; a text stays as it is written. */
class NumberLabelsTest {
    private static final String FILE =
            """
            monitors:
              - model: m
                source: {topic: t, %sfields: {time: at, id: x, dimensions: {d: x}}}
                columns: {types: {x: category}}
            """;

    @ParameterizedTest
    @CsvSource({
        "int, 1, 1",
        "long, 1, 1",
        "float, 1.0, 1",
        "double, 1.0, 1",
        "float, 0.1, 0.1",
        "double, 0.1, 0.1",
        "float, 16777216, 16777216",
        "double, 9007199254740992, 9007199254740992",
        "long, 9007199254740993, 9007199254740993",
        "long, -9223372036854775808, -9223372036854775808"
    })
    void numberOfAnyTypeHasOneText(String type, String value, String text) {
        Mapped avro = Mapped.file(FILE.formatted(""));
        Mapped json = Mapped.file(FILE.formatted("format: json, "));
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"at","type":"long"},{"name":"x","type":"%s"}]}
                        """
                                .formatted(type));

        String ofAvro = avro.see(1, Payment.record(schema, Map.of("at", 1_700_000_000L, "x", number(type, value))));
        String ofJson = json.see("{\"at\":1700000000,\"x\":" + value + "}");

        assertThat(ofJson).isEqualTo(ofAvro).contains(" d:" + text + " ");
        assertThat(id(avro)).isEqualTo(id(json)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"01234", "1.0", "1", "+1"})
    void textThatLooksLikeANumberStaysAsItIsWritten(String text) {
        Mapped json = Mapped.file(FILE.formatted("format: json, "));

        String seen = json.see("{\"at\":1700000000,\"x\":\"" + text + "\"}");

        assertThat(seen).contains("d:" + text + " ");
    }

    @Test
    void wholeNumbersBeyond64BitsKeepTheirDigits() {
        Mapped json = Mapped.file(FILE.formatted("format: json, "));
        Mapped plain = Mapped.of("format: json\nfields: {time: at}");

        String seen = json.see("{\"at\":1700000000,\"x\":12345678901234567890}");
        String number = plain.see("{\"at\":1700000000,\"x\":12345678901234567890}");

        assertThat(seen).contains("d:12345678901234567890 ");
        assertThat(id(json)).isEqualTo("12345678901234567890");
        assertThat(number).isEqualTo(" v=- SERVING @1700000000000 features x=1.2345678901234567E19");
    }

    @Test
    void featureOfACategoryIsItsText() {
        Mapped avro = Mapped.file(
                """
                monitors:
                  - model: m
                    source: {topic: t, fields: {time: at}}
                    columns: {types: {x: category}}
                """);
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"at","type":"long"},{"name":"x","type":["null","float"]}]}
                        """);

        String seen = avro.see(1, Payment.record(schema, Map.of("at", 1_700_000_000L, "x", 0.1f)));

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features x=\"0.1\"");
    }

    /** As doubles 2^53 and 2^53 + 1 are the same. */
    @Test
    void largeWholeNumbersOfOurOwnEventsKeepTheirDigitsWhereTheColumnIsACategory() {
        Mapped topic = Mapped.file(
                """
                monitors:
                  - model: m
                    source: {topic: t}
                    columns: {types: {merchant: category}}
                """);
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"model","type":"string"},
                          {"name":"eventTime","type":{"type":"long","logicalType":"timestamp-millis"}},
                          {"name":"features","type":{"type":"map","values":["null","long","double","string"]}},{"name":"version","type":"string"}]}
                        """);
        Map<String, Object> features = Map.of("merchant", (1L << 53) + 1, "amount", (1L << 53) + 1, "word", "w");

        String seen = topic.see(
                1,
                Payment.record(
                        schema,
                        Map.of("model", "m", "eventTime", 1_700_000_000_000L, "features", features, "version", "v7")));
        String small = topic.see(
                1,
                Payment.record(
                        schema,
                        Map.of(
                                "model",
                                "m",
                                "eventTime",
                                1_700_000_000_000L,
                                "features",
                                Map.of("merchant", 5L),
                                "version",
                                "v8")));

        assertThat(seen)
                .contains("m v=v7 SERVING @1700000000000 features")
                .contains(" merchant=\"9007199254740993\"")
                .contains(" amount=9.007199254740992E15")
                .contains(" word=\"w\"");
        assertThat(small).isEqualTo("m v=v8 SERVING @1700000000000 features merchant=5.0");
    }

    private static Object number(String type, String value) {
        return switch (type) {
            case "int" -> Integer.valueOf(value);
            case "long" -> Long.valueOf(value);
            case "float" -> Float.valueOf(value);
            default -> Double.valueOf(value);
        };
    }

    private static String id(Mapped topic) {
        Observation event = topic.observation();
        return event.text(event.idOffset(), event.idLength());
    }
}
