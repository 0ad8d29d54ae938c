package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.Mapped;
import io.tidemark.testkit.Payment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of somebody else's making, written by Avro's own writer. */
class MappedAvroTest {
    @Test
    void nestedRecordOfEveryLogicalTypeIsAnEvent() {
        Mapped topic = Mapped.of(Payment.FIELDS);

        String seen = topic.see(7, Payment.event());

        assertThat(seen)
                .isEqualTo(" v=42 SERVING @1700000000123 country:BR first:ä1 features prediction"
                        + " flag=true age=41.0 customer.country=\"BR\" amount=-1234.56 big=1.2345678901234567E19"
                        + " items[0].sku=\"ä1\" vector=[0.5, -1.0] counts.clicks=7.0 blob=? clock=3.5"
                        + " <prediction>=\"fraud\" <score>=0.75 <latency>=12.0 <status>=\"TIMEOUT\" label=false");
        assertThat(topic.observation().isOfItsTopic()).isTrue();
        assertThat(topic.observation()
                        .text(
                                topic.observation().idOffset(),
                                topic.observation().idLength()))
                .isEqualTo("123e4567-e89b-12d3-a456-426614174000");
    }

    @Test
    void nullsOfRolesAndFeaturesAreMissing() {
        Mapped topic = Mapped.of(Payment.FIELDS);
        GenericRecord payment = Payment.event();
        payment.put("customer", null);
        payment.put("counts", new HashMap<>(Collections.singletonMap("clicks", null)));
        payment.put("truth", null);
        payment.put("items", List.of());

        String seen = topic.see(7, payment);

        assertThat(seen)
                .isEqualTo(
                        " v=42 SERVING @1700000000123 features prediction flag=true amount=-1234.56 big=1.2345678901234567E19"
                                + " vector=[0.5, -1.0] counts.clicks=null blob=? clock=3.5"
                                + " <prediction>=\"fraud\" <score>=0.75 <latency>=12.0 <status>=\"TIMEOUT\" label=null");
    }

    @Test
    void eventWithoutTimeSaysWhatStandsThere() {
        Mapped topic = Mapped.of("fields: {time: at, timeFormat: millis}");
        Schema schema = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"at\",\"type\":[\"null\",\"string\"]}]}");

        String absent =
                topic.see(1, new GenericRecordBuilder(schema).set("at", null).build());
        String text = topic.see(1, Payment.record(schema, Map.of("at", "yesterday")));

        assertThat(absent).isEqualTo("NO_TIMESTAMP: no event time: at is null");
        assertThat(text)
                .isEqualTo(
                        "NO_TIMESTAMP: no event time: at is a text that is no time; right would be milliseconds since the"
                                + " epoch: timeFormat is millis");
    }

    @Test
    void typesDeclareWhatATimeOrATextIsMeasuredAs() {
        Mapped topic = Mapped.file(
                """
                monitors:
                  - model: m
                    source:
                      topic: t
                      fields:
                        time: at
                        features: {include: [since, text, word]}
                    columns: {types: {since: number, text: number, word: number}}
                """);
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[
                          {"name":"at","type":"long"},
                          {"name":"since","type":{"type":"long","logicalType":"timestamp-millis"}},
                          {"name":"text","type":"string"},{"name":"word","type":"string"},{"name":"left","type":"int"}]}
                        """);

        String seen = topic.see(
                1,
                Payment.record(
                        schema,
                        Map.of("at", 1_700_000_000L, "since", 1_500L, "text", "-12.5e1", "word", "n/a", "left", 3)));

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features since=1.5 text=-125.0 word=\"n/a\"");
    }

    @ParameterizedTest
    @CsvSource({
        "long, timestamp-millis, 1700000000123, 1700000000123",
        "long, timestamp-micros, -1, -1",
        "long, timestamp-nanos, 1700000000123456789, 1700000000123",
        "long, local-timestamp-millis, 1700000000123, 1699996400123",
        "long, local-timestamp-micros, 1700000000123456, 1699996400123",
        "int, date, 19675, 1699920000000",
        "long, '', 1700000000, 1700000000000",
        "long, '', 1700000000123, 1700000000123",
        "long, '', 1700000000123456, 1700000000123",
        "long, '', 1700000000123456789, 1700000000123",
        "double, '', 1700000000.123, 1700000000123"
    })
    void timeOfEveryPrecisionIsMilliseconds(String type, String logical, String written, long expected) {
        Mapped topic = Mapped.of("fields: {time: at, timeZone: Europe/Berlin}");
        Schema schema = new Schema.Parser()
                .parse(
                        ("{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"at\",\"type\":{\"type\":\"%s\"%s}}]}")
                                .formatted(type, logical.isEmpty() ? "" : ",\"logicalType\":\"" + logical + "\""));
        Object value = type.equals("double")
                ? (Object) Double.valueOf(written)
                : type.equals("int") ? (Object) Integer.valueOf(written) : Long.valueOf(written);

        String seen = topic.see(1, Payment.record(schema, Map.of("at", value)));

        assertThat(seen).isEqualTo(" v=- SERVING @" + expected + " features");
    }

    @Test
    void recordsOwnTimeAndConstantsServeWhereThePayloadSaysNothing() {
        Mapped topic = Mapped.of(
                """
                fields:
                  time: $timestamp
                  constants: {version: v9, stage: TRAINING, dimensions: {site: eu}}
                """);
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"x\",\"type\":\"double\"}]}");

        String seen = topic.see(1, Payment.record(schema, Map.of("x", 2.0)));

        assertThat(seen).isEqualTo(" v=v9 TRAINING @1700000000777 site:eu features x=2.0");
    }

    @Test
    void writersSchemaMayChangeInMidStream() {
        Mapped topic = Mapped.of("fields: {time: at, features: {exclude: [noise]}}");
        String schema =
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"at\",\"type\":\"long\"},{\"name\":\"x\",\"type\":\"%s\"}%s]}";
        Schema first = new Schema.Parser().parse(schema.formatted("int", ",{\"name\":\"gone\",\"type\":\"string\"}"));
        Schema second = new Schema.Parser().parse(schema.formatted("double", ",{\"name\":\"fresh\",\"type\":\"int\"}"));

        String before = topic.see(1, Payment.record(first, Map.of("at", 1_700_000_000_000L, "x", 3, "gone", "g")));
        String after = topic.see(2, Payment.record(second, Map.of("at", 1_700_000_000_001L, "x", 3.5, "fresh", 1)));
        String again = topic.see(1, Payment.record(first, Map.of("at", 1_700_000_000_002L, "x", 4, "gone", "h")));

        assertThat(before).isEqualTo(" v=- SERVING @1700000000000 features x=3.0 gone=\"g\"");
        assertThat(after).isEqualTo(" v=- SERVING @1700000000001 features x=3.5 fresh=1.0");
        assertThat(again).isEqualTo(" v=- SERVING @1700000000002 features x=4.0 gone=\"h\"");
    }

    @Test
    void recordInsideOfItselfIsFollowedAsFarAsTheMappingNamesIt() {
        Mapped topic = Mapped.of("fields: {time: at, id: next.next.name, features: {exclude: [at]}}");
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"Node","fields":[{"name":"at","type":"long"},{"name":"name","type":"string"},
                          {"name":"next","type":["null","Node"]}]}
                        """);
        GenericRecord third = new GenericRecordBuilder(schema)
                .set("at", 3L)
                .set("name", "third")
                .set("next", null)
                .build();
        GenericRecord second = new GenericRecordBuilder(schema)
                .set("at", 2L)
                .set("name", "second")
                .set("next", third)
                .build();

        String seen = topic.see(
                1,
                new GenericRecordBuilder(schema)
                        .set("at", 1_700_000_000_000L)
                        .set("name", "first")
                        .set("next", second)
                        .build());

        assertThat(seen).startsWith(" v=- SERVING @1700000000000 features name=\"first\"");
        assertThat(topic.observation()
                        .text(
                                topic.observation().idOffset(),
                                topic.observation().idLength()))
                .isEqualTo("third");
    }

    @Test
    void schemaWithoutTheTimeSaysWhichFieldsThereAre() {
        Mapped topic = Mapped.of("fields: {time: meta.att}");

        assertThat(topic.see(3, Payment.event()))
                .isEqualTo("UNUSABLE_SCHEMA: schema id=3: the schema has no field for the event time: time=meta.att,"
                        + " schema=shop.Payment; did you mean meta.at?");
    }

    @Test
    void bareRecordsAreReadByTheSchemaInTheFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("payment.avsc"), Payment.SCHEMA.toString());
        Path monitors = directory.resolve("monitors.yaml");
        Files.writeString(
                monitors,
                "monitors:\n  - model: m\n    source:\n      topic: t\n      schema: payment.avsc\n"
                        + Payment.FIELDS.indent(6));
        Mapped topic = Mapped.read(monitors);

        String seen = topic.see(Mapped.avro(Payment.event()));
        String cut = topic.see(Arrays.copyOf(Mapped.avro(Payment.event()), 20));

        assertThat(seen)
                .startsWith(" v=42 SERVING @1700000000123 country:BR first:ä1 features prediction flag=true age=41.0");
        assertThat(cut).startsWith("UNDECODABLE: ");
    }

    /** A megabyte of digits took eight seconds to be made a double, which it is none. */
    @Test
    @Timeout(5)
    void decimalWithoutEndIsAValueOfTheWrongType() {
        Mapped topic = Mapped.of("fields: {time: at}");
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"at","type":"long"},
                          {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}}]}
                        """);
        byte[] digits = new byte[1 << 20];
        Arrays.fill(digits, (byte) 0x55);

        String seen =
                topic.see(1, Payment.record(schema, Map.of("at", 1_700_000_000L, "price", ByteBuffer.wrap(digits))));

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features price=?");
    }

    /** No class holds that many constants. */
    @Test
    void schemaWithoutEndIsUnusable() {
        Mapped topic = Mapped.of("fields: {time: f0}");
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"f")
                    .append(i)
                    .append("\",\"type\":[\"null\",\"long\"]}");
        }
        Schema schema = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"E\",\"fields\":[" + fields + "]}");
        GenericRecord event = new GenericData.Record(schema);
        event.put("f0", 1_700_000_000L);

        String seen = topic.see(1, event);

        assertThat(seen)
                .isEqualTo("UNUSABLE_SCHEMA: schema id=1: a record may have at most 16384 fields: fields=70000");
    }

    @Test
    void arraysOfNumbersThatMayBeNullAreVectors() {
        Mapped topic = Mapped.of("fields: {time: at}");
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"at","type":"long"},
                          {"name":"emb","type":{"type":"array","items":["null","double","int"]}},
                          {"name":"tags","type":{"type":"array","items":["null","string"]}},{"name":"last","type":"int"}]}
                        """);

        String seen = topic.see(
                1,
                Payment.record(
                        schema,
                        Map.of(
                                "at",
                                1_700_000_000L,
                                "emb",
                                Arrays.asList(0.5, null, 2),
                                "tags",
                                Arrays.asList("a", null),
                                "last",
                                3)));

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features last=3.0 emb=[0.5, NaN, 2.0]");
    }

    /** As doubles 2^53 and 2^53 + 1 are the same. */
    @Test
    void wholeNumbersOfACategoryKeepTheirDigits() {
        Mapped topic = Mapped.file(
                """
                monitors:
                  - model: m
                    source: {topic: t, fields: {time: at}}
                    columns: {types: {merchant: category}}
                """);
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"E","fields":[{"name":"at","type":"long"},{"name":"merchant","type":["null","long"]}]}
                        """);

        String seen = topic.see(1, Payment.record(schema, Map.of("at", 1_700_000_000L, "merchant", (1L << 53) + 1)));

        assertThat(seen).isEqualTo(" v=- SERVING @1700000000000 features merchant=\"9007199254740993\"");
    }
}
