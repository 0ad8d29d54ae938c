package io.tidemark.testkit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** A record of somebody else's making. */
public final class Payment {
    /** How a monitor maps it. */
    public static final String FIELDS =
            """
            fields:
              time: meta.at
              id: meta.id
              version: scored.by
              dimensions: {country: customer.country, first: "items[0].sku"}
              prediction: scored.outcome
              score: scored.score
              latency: scored.took_ms
              status: scored.status
              label: truth
              features: {exclude: [meta.*], rename: {customer.age: age}}
            """;

    /** Nested, of every logical type. */
    public static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"Payment","namespace":"shop","fields":[
                      {"name":"meta","type":{"type":"record","name":"Meta","fields":[
                        {"name":"id","type":{"type":"fixed","name":"Uuid","size":16,"logicalType":"uuid"}},
                        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
                        {"name":"host","type":"string"}]}},
                      {"name":"customer","type":["null",{"type":"record","name":"Customer","fields":[
                        {"name":"age","type":["null","int"]},
                        {"name":"country","type":{"type":"enum","name":"Country","symbols":["DE","BR"]}},
                        {"name":"since","type":{"type":"int","logicalType":"date"}}]}]},
                      {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
                      {"name":"big","type":{"type":"fixed","name":"Big","size":12,"logicalType":"decimal","precision":28,"scale":3}},
                      {"name":"items","type":{"type":"array","items":{"type":"record","name":"Item","fields":[
                        {"name":"sku","type":"string"},{"name":"price","type":"float"}]}}},
                      {"name":"vector","type":{"type":"array","items":"double"}},
                      {"name":"counts","type":{"type":"map","values":["null","long","string"]}},
                      {"name":"blob","type":"bytes"},
                      {"name":"clock","type":{"type":"int","logicalType":"time-millis"}},
                      {"name":"flag","type":"boolean"},
                      {"name":"scored","type":{"type":"record","name":"Scored","fields":[
                        {"name":"by","type":"int"},{"name":"outcome","type":"string"},{"name":"score","type":"float"},
                        {"name":"took_ms","type":"int"},{"name":"status","type":"string"}]}},
                      {"name":"truth","type":["null","boolean"]}]}
                    """);

    /** A payment with something of everything. */
    public static GenericRecord event() {
        Schema customer = SCHEMA.getField("customer").schema().getTypes().get(1);
        Schema item = SCHEMA.getField("items").schema().getElementType();
        return new GenericRecordBuilder(SCHEMA)
                .set(
                        "meta",
                        record(
                                SCHEMA.getField("meta").schema(),
                                Map.of(
                                        "id",
                                        new GenericData.Fixed(
                                                SCHEMA.getField("meta")
                                                        .schema()
                                                        .getField("id")
                                                        .schema(),
                                                new byte[] {
                                                    0x12,
                                                    0x3e,
                                                    0x45,
                                                    0x67,
                                                    (byte) 0xe8,
                                                    (byte) 0x9b,
                                                    0x12,
                                                    (byte) 0xd3,
                                                    (byte) 0xa4,
                                                    0x56,
                                                    0x42,
                                                    0x66,
                                                    0x14,
                                                    0x17,
                                                    0x40,
                                                    0x00
                                                }),
                                        "at",
                                        1_700_000_000_123_456L,
                                        "host",
                                        "h1")))
                .set(
                        "customer",
                        record(
                                customer,
                                Map.of(
                                        "age", 41,
                                        "country",
                                                new GenericData.EnumSymbol(
                                                        customer.getField("country")
                                                                .schema(),
                                                        "BR"),
                                        "since", 19_000)))
                .set("amount", ByteBuffer.wrap(BigInteger.valueOf(-1_234_56).toByteArray()))
                .set("big", big("12345678901234567890123"))
                .set(
                        "items",
                        List.of(
                                record(item, Map.of("sku", "ä1", "price", 1.5f)),
                                record(item, Map.of("sku", "b", "price", 2f))))
                .set("vector", List.of(0.5, -1.0))
                .set("counts", Map.of("clicks", 7L))
                .set("blob", ByteBuffer.wrap(new byte[] {1, 2}))
                .set("clock", 3_500)
                .set("flag", true)
                .set(
                        "scored",
                        record(
                                SCHEMA.getField("scored").schema(),
                                Map.of(
                                        "by", 42, "outcome", "fraud", "score", 0.75f, "took_ms", 12, "status",
                                        "timeout")))
                .set("truth", false)
                .build();
    }

    private static GenericData.Fixed big(String unscaled) {
        byte[] digits = new BigInteger(unscaled).toByteArray();
        byte[] padded = new byte[12];
        System.arraycopy(digits, 0, padded, 12 - digits.length, digits.length);
        return new GenericData.Fixed(SCHEMA.getField("big").schema(), padded);
    }

    /** A record of these values. */
    public static GenericRecord record(Schema schema, Map<String, Object> values) {
        GenericRecordBuilder builder = new GenericRecordBuilder(schema);
        values.forEach(builder::set);
        return builder.build();
    }

    private Payment() {}
}
