package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.Mapped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
    private static final String FIELDS =
            """
            format: json
            fields:
              time: meta.at
              model: meta.model
              id: meta.id
              version: scored.by
              stage: meta.stage
              dimensions: {country: customer.country, second: "items[1].sku"}
              prediction: scored.outcome
              score: scored.score
              latency: scored.took_ms
              status: scored.status
              label: truth
              features: {exclude: ["meta.*"], rename: {customer.age: age}}
            """;

    @Test
    void nestedObjectIsAnEvent() {
        Mapped topic = Mapped.of(FIELDS);

        String seen = topic.see(
                """
                {"meta":{"at":"2023-11-14T22:13:20.123Z","model":"m","id":77,"stage":"train","host":"h1"},
                 "customer":{"age":41,"country":"BR"},"amount":-1234.56,"items":[{"sku":"a"},{"sku":"b\\u00e4\\ud83d\\ude00"}],
                 "vector":[0.5,-1,null],"counts":{"clicks":7},"tags":["x","y"],"flag":true,"none":null,
                 "scored":{"by":42,"outcome":"fraud","score":"0.75","took_ms":12,"status":"Fallback"},"truth":false}
                """);

        assertThat(seen)
                .isEqualTo("m v=42 TRAINING @1700000000123 country:BR second:bä😀 features prediction"
                        + " age=41.0 customer.country=\"BR\" amount=-1234.56 items[1].sku=\"bä😀\" vector=[0.5, -1.0, NaN]"
                        + " counts.clicks=7.0 flag=true none=null?"
                        + " <prediction>=\"fraud\" <score>=0.75 <latency>=12.0 <status>=\"FALLBACK\" label=false");
        assertThat(topic.observation()
                        .text(
                                topic.observation().idOffset(),
                                topic.observation().idLength()))
                .isEqualTo("77");
    }

    @Test
    void canonicalEventNeedsNoMapping() {
        Mapped topic = Mapped.of("format: json");

        String features = topic.see(
                """
                {"model":"m","version":"v1","eventTime":1700000000123,"eventId":"e","dimensions":{"site":"eu"},
                 "features":{"a.b":1,"c":"x","gone":null}}
                """);
        String prediction = topic.see(
                "{\"model\":\"m\",\"eventTime\":1700000000123,\"predictionId\":\"p\",\"predictedClass\":\"yes\",\"score\":0.5}");

        assertThat(features).isEqualTo("m v=v1 SERVING @1700000000123 site:eu features a.b=1.0 c=\"x\" gone=null?");
        assertThat(prediction).isEqualTo("m v=- SERVING @1700000000123 prediction <prediction>=\"yes\" <score>=0.5");
    }

    @Test
    void confluentsFramingIsReadOver() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");
        byte[] json = "{\"at\":1700000000,\"x\":1}".getBytes(StandardCharsets.UTF_8);
        byte[] framed = new byte[json.length + 5];
        framed[4] = 9;
        System.arraycopy(json, 0, framed, 5, json.length);

        assertThat(topic.see(framed)).isEqualTo(" v=- SERVING @1700000000000 features x=1.0");
        assertThat(topic.see(json)).isEqualTo(" v=- SERVING @1700000000000 features x=1.0");
    }

    @Test
    void pythonsNumbersAreNumbers() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");

        String seen = topic.see(
                "{\"at\":1700000000.5,\"a\":NaN,\"b\":Infinity,\"c\":1e400,\"d\":123456789012345678901234567890,\"e\":-0.0}");

        assertThat(seen)
                .isEqualTo(
                        " v=- SERVING @1700000000500 features a=NaN b=Infinity c=Infinity d=1.2345678901234568E29 e=-0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "\"x\"",
                "null",
                "{",
                "{\"at\":1700000000",
                "{\"at\":1700000000}x",
                "{\"at\":1700000000}{}",
                "{'at':1700000000}",
                "{\"at\":17_0}",
                "{\"a\":[1,2}",
                "not json",
                "{\"at\":01}"
            })
    void whatIsNotOneObjectIsUndecodable(String json) {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");

        assertThat(topic.see(json))
                .startsWith("UNDECODABLE: is not one JSON object: ")
                .doesNotContain("not json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                   | is absent",
                "{\"x\":\"2026\"}       | is absent",
                "{\"at\":null}          | is null",
                "{\"at\":\"yesterday\"}   | is a text that is no time; right would be",
                "{\"at\":\"24/09/2026\"}  | is a text that is no time; right would be",
                "{\"at\":0}             | is a number that is no time; right would be",
                "{\"at\":{}}            | is neither a text nor a number; right would be",
                "{\"at\":[1]}           | is neither a text nor a number; right would be",
                "{\"at\":true}          | is neither a text nor a number; right would be",
            })
    void eventWithoutTimeSaysWhatStandsThereAndNeverTheTextItself(String json, String what) {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");
        topic.see("{\"at\":\"never mind\"}");

        assertThat(topic.see(json))
                .isEqualTo("NO_TIMESTAMP: no event time: at " + what
                        + (what.endsWith("be")
                                ? " 2026-09-24T10:30:00Z, or seconds to nanoseconds since the epoch; another form:"
                                        + " source.fields.timeFormat"
                                : ""));
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, seconds since the epoch: timeFormat is seconds",
        "iso, 2026-09-24T10:30:00Z: timeFormat is iso",
        "dd/MM/yyyy, what timeFormat says: dd/MM/yyyy"
    })
    void whatWouldBeRightIsWhatTheFormatSays(String format, String right) {
        Mapped topic = Mapped.of("format: json\nfields: {time: at, timeFormat: " + format + "}");

        assertThat(topic.see("{\"at\":\"soon\"}")).endsWith("; right would be " + right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                     | is another value of JSON",
                "' '                   | is blank",
                "{                     | ends early, at byte 1",
                "{\"at\":1700000000    | ends early, at byte 16",
                "{\"at\":1700000000}{} | more follows behind an object",
                "not json              | is no JSON from byte 0 on"
            })
    void whatIsNotOneObjectSaysHowAndWhere(String json, String how) {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");

        assertThat(topic.see(json)).isEqualTo("UNDECODABLE: is not one JSON object: " + how);
    }

    @Test
    void depthOfNestingIsBounded() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");
        String deep = "{\"at\":1700000000,\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";

        assertThat(topic.see(deep))
                .isEqualTo(
                        "UNDECODABLE: is not one JSON object: is nested deeper than 64, or holds a name, text or number"
                                + " longer than is read");
    }

    @Test
    void namesWithoutEndAreNotRemembered() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");
        for (int i = 0; i < 100_000; i++) {
            topic.decode(("{\"at\":1700000000,\"k" + i + "\":1}").getBytes(StandardCharsets.UTF_8));
        }

        String known = topic.see("{\"k5\":1,\"at\":1700000000}");
        String unknown = topic.see("{\"k99999\":1,\"at\":1700000000}");

        assertThat(known).isEqualTo(" v=- SERVING @1700000000000 features k5=1.0");
        assertThat(unknown).isEqualTo(" v=- SERVING @1700000000000 features");
    }

    @Test
    void longTextsGrowThePageAndKeepWhatWasRead() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");
        String text = "é".repeat(100_000);

        String seen = topic.see("{\"at\":1700000000,\"a\":\"first\",\"b\":\"" + text + "\",\"c\":\"last\"}");

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features a=\"first\" b=\"" + text + "\" c=\"last\"");
    }

    @Test
    void statusIsAWordACodeOrATruth() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at, status: s}");

        assertThat(Stream.of(
                                "200",
                                "200.0",
                                "\"302\"",
                                "404",
                                "true",
                                "false",
                                "\"ok\"",
                                "\"SUCCESS\"",
                                "\"Timeout\"",
                                "\"odd\"",
                                "1.5")
                        .map(status -> topic.see("{\"at\":1700000000,\"s\":" + status + "}"))
                        .map(seen -> seen.replaceAll(".*<status>=\"(\\w+)\".*", "$1")))
                .containsExactly("OK", "OK", "OK", "ERROR", "OK", "ERROR", "OK", "OK", "TIMEOUT", "ERROR", "ERROR");
    }

    @Test
    void emptyArrayIsOfNothing() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at}");

        assertThat(topic.see("{\"at\":1700000000,\"items\":[],\"v\":[1]}"))
                .isEqualTo(" v=- SERVING @1700000000000 features v=[1.0]");
    }

    @Test
    void featuresComeFromWhereTheMappingSays() {
        Mapped topic = Mapped.of(
                """
                format: json
                fields:
                  time: at
                  dimensions: tags
                  features: {from: [payload.num, payload.cat], exclude: [b*]}
                """);

        String seen = topic.see(
                "{\"at\":1700000000,\"x\":1,\"tags\":{\"site\":\"eu\",\"tier\":3},\"payload\":{\"num\":{\"a\":1,\"b1\":2},\"cat\":{\"c\":\"k\"},\"other\":5}}");

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 site:eu tier:3 features a=1.0 c=\"k\"");
    }

    @Test
    void placesOfArraysAreFeaturesWhereTheyAreNamed() {
        Mapped topic = Mapped.of(
                """
                format: json
                fields: {time: at, features: {rename: {"items[1].price": second_price}}}
                """);

        String seen = topic.see(
                "{\"at\":1700000000,\"items\":[{\"price\":1,\"sku\":\"a\"},{\"price\":2,\"sku\":\"b\"},{\"price\":3}]}");

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features second_price=2.0");
    }

    @Test
    void nullIsOfWhateverTheColumnIs() {
        Mapped topic = Mapped.of("format: json\nfields: {time: at, prediction: p}");

        String never = topic.see("{\"at\":1700000000,\"customer\":null,\"p\":null}");
        topic.see("{\"at\":1700000000,\"customer\":{\"age\":1}}");
        String after = topic.see("{\"at\":1700000000,\"customer\":null}");

        assertThat(List.of(never, after))
                .containsOnly(" v=- SERVING @1700000000000 features prediction customer=null?");
    }

    @Test
    void nameWithADotIsOneField() {
        Mapped topic = Mapped.of("format: json\nfields: {time: '\"event.at\"', features: {rename: {\"a.b\": ab}}}");

        assertThat(topic.see("{\"event.at\":1700000000,\"a.b\":1}"))
                .isEqualTo(" v=- SERVING @1700000000000 features ab=1.0");
    }
}
