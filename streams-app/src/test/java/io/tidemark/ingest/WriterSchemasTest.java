package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers whose schemas differ from ours; the bytes come from Avro's own writer. */
class WriterSchemasTest {
    private static final String HEAD = "{\"type\":\"record\",\"name\":\"E\",\"fields\":[";

    /** Other order; nested, recursive, map, array, union, fixed, bytes and enum fields between ours. */
    private static final Schema WIDE = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"Wide","fields":[
                      {"name":"tree","type":["null",{"type":"record","name":"Node","fields":[
                        {"name":"label","type":"string"},
                        {"name":"next","type":["null","Node"]},
                        {"name":"kids","type":{"type":"array","items":"Node"}}]}]},
                      {"name":"features","type":{"type":"map","values":
                        ["string","float","null","int","boolean","double","long",{"type":"array","items":"float"}]}},
                      {"name":"raw","type":"bytes"},
                      {"name":"hash","type":{"type":"fixed","name":"Hash","size":4}},
                      {"name":"level","type":{"type":"enum","name":"Level","symbols":["LOW","HIGH"]}},
                      {"name":"eventTime","type":{"type":"long","logicalType":"timestamp-micros"}},
                      {"name":"tags","type":{"type":"map","values":{"type":"array","items":"int"}}},
                      {"name":"dimensions","type":{"type":"map","values":"string"}},
                      {"name":"ratio","type":"double"},
                      {"name":"small","type":"float"},
                      {"name":"flag","type":"boolean"},
                      {"name":"either","type":["string","Node","long"]},
                      {"name":"version","type":"string"},
                      {"name":"model","type":"string"}]}
                    """);

    private static final String WIDE_TEXT = "fraud v=8 SERVING @1699999999999 country:BR features amount=1.5 rate=0.25"
            + " count=3.0 big=9.007199254740992E15 flag=false city=\"é\" gone=null vector=[1.0, 2.0]";

    private final Observation observation = new Observation();

    @Test
    void fieldsAreKnownByNameInAnyOrder() throws IOException {
        byte[] bytes = written(WIDE, wide(), EncoderFactory.get()::directBinaryEncoder);

        assertThat(decode(WIDE, bytes)).isNull();
        assertThat(Seen.text(observation)).isEqualTo(WIDE_TEXT);
    }

    @Test
    void blocksMayHaveTheirSizeBeforeThem() throws IOException {
        byte[] bytes = written(WIDE, wide(), (out, reuse) -> new EncoderFactory()
                .configureBlockSize(64)
                .blockingBinaryEncoder(out, reuse));
        byte[] plain = written(WIDE, wide(), EncoderFactory.get()::directBinaryEncoder);

        assertThat(bytes).hasSizeGreaterThan(plain.length);
        assertThat(decode(WIDE, bytes)).isNull();
        assertThat(Seen.text(observation)).isEqualTo(WIDE_TEXT);
    }

    @Test
    void mapMayComeInSeveralNegativeBlocks() throws IOException {
        String schema = HEAD
                + """
                {"name":"model","type":"string"},{"name":"eventTime","type":"long"},
                {"name":"extra","type":{"type":"array","items":"string"}},
                {"name":"features","type":{"type":"map","values":"int"}}]}
                """;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        out.writeString("m");
        out.writeLong(5);
        out.writeLong(-2);
        out.writeLong(4);
        out.writeString("x");
        out.writeString("y");
        out.writeLong(1);
        out.writeString("z");
        out.writeLong(0);
        for (int value = 1; value <= 2; value++) {
            out.writeLong(-1);
            out.writeLong(3);
            out.writeString("f" + value);
            out.writeInt(-value);
        }
        out.writeLong(0);
        out.flush();

        assertThat(decode(schema, bytes.toByteArray())).isNull();
        assertThat(Seen.text(observation)).isEqualTo("m v=- SERVING @5 features f1=-1.0 f2=-2.0");
    }

    @Test
    void everyTruncationIsUndecodable() throws IOException {
        byte[] whole = written(WIDE, wide(), EncoderFactory.get()::directBinaryEncoder);

        for (int length = 0; length < whole.length; length++) {
            Rejection rejection = decode(WIDE, Arrays.copyOf(whole, length));

            assertThat(rejection)
                    .as("length=%d", length)
                    .extracting(Rejection::reason)
                    .isEqualTo(Reason.UNDECODABLE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    @Timeout(20)
    void damagedWideEventsNeverThrow(Cases cases) throws IOException {
        byte[] whole = written(WIDE, wide(), EncoderFactory.get()::directBinaryEncoder);
        EventDecoder decoder = new EventDecoder(id -> WIDE.toString());
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = wire(whole);
            for (int damage = 1 + cases.below(4); damage > 0; damage--) {
                bytes[EventDecoder.HEADER + cases.below(whole.length)] = (byte) cases.below(256);
            }

            Rejection rejection = decoder.decode(bytes, observation);

            assertThat(rejection == null ? Reason.UNDECODABLE : rejection.reason())
                    .isIn(Reason.UNDECODABLE, Reason.NO_TIMESTAMP);
        }
    }

    @Test
    void droppedFieldsHaveNoValue() throws IOException {
        String schema = HEAD
                + """
                {"name":"eventTime","type":"long"},{"name":"model","type":"string"},{"name":"score","type":"float"}]}
                """;
        GenericRecord event = new GenericRecordBuilder(new Schema.Parser().parse(schema))
                .set("eventTime", 5L)
                .set("model", "m")
                .set("score", 0.5f)
                .build();

        assertThat(decode(schema, written(event))).isNull();
        assertThat(Seen.text(observation)).isEqualTo("m v=- SERVING @5 prediction <score>=0.5");
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-millis, 1700000000123, 1700000000123",
        "timestamp-micros, 1700000000123456, 1700000000123",
        "timestamp-nanos, 1700000000123456789, 1700000000123",
        "local-timestamp-millis, 1700000000123, 1700000000123",
        "local-timestamp-micros, 1700000000123456, 1700000000123",
        "local-timestamp-nanos, 1700000000123456789, 1700000000123",
        "timestamp-micros, -1, -1",
        "nothing-known, 7, 7"
    })
    void timestampTypesBecomeMilliseconds(String type, long written, long expected) throws IOException {
        String schema = HEAD
                + """
                {"name":"eventTime","type":{"type":"long","logicalType":"%s"}},
                {"name":"model","type":"string"},{"name":"score","type":"float"}]}
                """
                        .formatted(type);
        GenericRecord event = new GenericRecordBuilder(new Schema.Parser().parse(schema))
                .set("eventTime", written)
                .set("model", "m")
                .set("score", 0.5f)
                .build();

        assertThat(decode(schema, written(event))).isNull();
        assertThat(observation.eventTimeMs()).isEqualTo(expected);
    }

    @Test
    void knownFieldsMayBeNullable() throws IOException {
        String schema = HEAD
                + """
                {"name":"model","type":["null","string"]},{"name":"version","type":["string","null"]},
                {"name":"stage","type":["null",{"type":"enum","name":"Stage","symbols":["LIVE","TRAINING"]}]},
                {"name":"eventTime","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
                {"name":"dimensions","type":["null",{"type":"map","values":"string"}]},
                {"name":"features","type":["null",{"type":"map","values":"double"}]}]}
                """;
        Schema parsed = new Schema.Parser().parse(schema);
        GenericRecord full = new GenericRecordBuilder(parsed)
                .set("model", "m")
                .set("version", "3")
                .set(
                        "stage",
                        new GenericData.EnumSymbol(
                                parsed.getField("stage").schema().getTypes().get(1), "TRAINING"))
                .set("eventTime", 5_000L)
                .set("dimensions", Map.of("d", "x"))
                .set("features", Map.of("f", 1.5))
                .build();

        assertThat(decode(schema, written(full))).isNull();
        assertThat(Seen.text(observation)).isEqualTo("m v=3 TRAINING @5 d:x features f=1.5");
    }

    @Test
    void nullInKnownFieldsIsNothing() throws IOException {
        String schema = HEAD
                + """
                {"name":"padding","type":"string"},{"name":"model","type":["null","string"]},
                {"name":"version","type":["null","string"]},{"name":"eventTime","type":["null","long"]},
                {"name":"features","type":["null",{"type":"map","values":"double"}]}]}
                """;
        Schema parsed = new Schema.Parser().parse(schema);
        GenericRecordBuilder empty = new GenericRecordBuilder(parsed)
                .set("padding", "")
                .set("model", null)
                .set("version", null)
                .set("eventTime", 5L)
                .set("features", null);

        decode(
                schema,
                written(empty.set("padding", "a long padding").set("model", "m").build()));
        Rejection second = decode(
                schema, written(empty.set("padding", "").set("model", null).build()));
        String seen = Seen.text(observation);
        Rejection third = decode(schema, written(empty.set("eventTime", null).build()));

        assertThat(second).isNull();
        assertThat(seen).isEqualTo(" v=- SERVING @5");
        assertThat(observation.modelOffset()).isLessThanOrEqualTo(observation.bytes().length);
        assertThat(third).isEqualTo(new Rejection(Reason.NO_TIMESTAMP, "eventTime is absent or 0"));
    }

    @Test
    void stageThatIsNotOursIsServing() throws IOException {
        String schema = HEAD
                + """
                {"name":"stage","type":{"type":"enum","name":"S","symbols":["SHADOW","TRAINING"]}},
                {"name":"eventTime","type":"long"},{"name":"model","type":"string"},{"name":"score","type":"float"}]}
                """;

        assertThat(decode(schema, new byte[] {0, 10, 2, 'm', 0, 0, 0, 0})).isNull();
        assertThat(Seen.text(observation)).isEqualTo("m v=- SERVING @5 prediction <score>=0.0");
        assertThat(decode(schema, new byte[] {4, 10, 2, 'm', 0, 0, 0, 0}))
                .extracting(Rejection::reason)
                .isEqualTo(Reason.UNDECODABLE);
    }

    @Test
    void hugeMapIsUndecodable() throws IOException {
        String schema = HEAD
                + """
                {"name":"model","type":"string"},{"name":"eventTime","type":"long"},
                {"name":"features","type":{"type":"map","values":"double"}}]}
                """;

        assertThat(decode(schema, new byte[] {2, 'm', 10, -2, -1, -1, -1, 15, 0}))
                .isEqualTo(new Rejection(
                        Reason.UNDECODABLE, "a block has more items than the record has bytes: items=2147483647"));
    }

    @Test
    @Timeout(10)
    void deepNestingIsUndecodable() throws IOException {
        byte[] bottomless = new byte[1_000_000];
        Arrays.fill(bottomless, (byte) 2);

        assertThat(decode(chain(), bottomless))
                .isEqualTo(new Rejection(Reason.UNDECODABLE, "records are nested more than 256 deep"));
    }

    @Test
    void decentNestingIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int depth = 0; depth < 200; depth++) {
            bytes.write(2);
        }
        bytes.writeBytes(new byte[] {0, 2, 'm', 10, 0, 0, 0, 0});

        for (int again = 0; again < 3; again++) {
            assertThat(decode(chain(), bytes.toByteArray())).isNull();
        }
    }

    @Test
    @Timeout(10)
    void recordThatHoldsItselfIsUndecodable() throws IOException {
        String schema = HEAD
                + """
                {"name":"self","type":{"type":"record","name":"Self","fields":[{"name":"self","type":"Self"}]}},
                {"name":"model","type":"string"},{"name":"eventTime","type":"long"},{"name":"score","type":"float"}]}
                """;

        assertThat(decode(schema, new byte[] {2, 'm', 10, 0, 0, 0, 0}))
                .isEqualTo(new Rejection(Reason.UNDECODABLE, "records are nested more than 256 deep"));
    }

    @Test
    @Timeout(10)
    void itemsWithoutBytesCostNothing() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        for (int block = 0; block < 200_000; block++) {
            out.writeLong(500_000);
        }
        out.writeLong(0);
        out.writeString("m");
        out.writeLong(5);
        out.writeFloat(0);
        out.flush();
        String schema = HEAD
                + """
                {"name":"nothings","type":{"type":"array","items":
                  {"type":"record","name":"Nothing","fields":[{"name":"nil","type":"null"}]}}},
                {"name":"model","type":"string"},{"name":"eventTime","type":"long"},{"name":"score","type":"float"}]}
                """;

        assertThat(decode(schema, bytes.toByteArray())).isNull();
    }

    private static String chain() {
        return HEAD
                + """
                {"name":"chain","type":["null",{"type":"record","name":"Link","fields":[
                  {"name":"next","type":["null","Link"]}]}]},
                {"name":"model","type":"string"},{"name":"eventTime","type":"long"},{"name":"score","type":"float"}]}
                """;
    }

    private static GenericRecord wide() {
        Schema node = WIDE.getField("tree").schema().getTypes().get(1);
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("amount", 1.5);
        features.put("rate", 0.25f);
        features.put("count", 3);
        features.put("big", 1L << 53);
        features.put("flag", false);
        features.put("city", "é");
        features.put("gone", null);
        features.put("vector", List.of(1f, 2f));
        return new GenericRecordBuilder(WIDE)
                .set("tree", node(node, "root", node(node, "leaf", null)))
                .set("features", features)
                .set("raw", ByteBuffer.wrap(new byte[100]))
                .set("hash", new GenericData.Fixed(WIDE.getField("hash").schema(), new byte[] {1, 2, 3, 4}))
                .set("level", new GenericData.EnumSymbol(WIDE.getField("level").schema(), "HIGH"))
                .set("eventTime", 1_699_999_999_999_999L)
                .set("tags", Map.of("a", List.of(1, 2, 3), "b", List.of()))
                .set("dimensions", Map.of("country", "BR"))
                .set("ratio", 0.5)
                .set("small", 0.5f)
                .set("flag", true)
                .set("either", node(node, "either", null))
                .set("version", "8")
                .set("model", "fraud")
                .build();
    }

    private static GenericRecord node(Schema schema, String label, @Nullable GenericRecord next) {
        List<GenericRecord> kids = next == null ? List.of() : List.of(next, next);
        return new GenericRecordBuilder(schema)
                .set("label", label)
                .set("next", next)
                .set("kids", kids)
                .build();
    }

    private interface Encoders {
        Encoder encoder(ByteArrayOutputStream out, BinaryEncoder reuse);
    }

    private static byte[] written(GenericRecord event) throws IOException {
        return written(event.getSchema(), event, EncoderFactory.get()::directBinaryEncoder);
    }

    @SuppressWarnings("NullAway")
    private static byte[] written(Schema schema, GenericRecord event, Encoders encoders) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Encoder out = encoders.encoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(event, out);
        out.flush();
        return bytes.toByteArray();
    }

    private @Nullable Rejection decode(Schema schema, byte[] avro) {
        return decode(schema.toString(), avro);
    }

    private @Nullable Rejection decode(String schema, byte[] avro) {
        return new EventDecoder(id -> schema).decode(wire(avro), observation);
    }

    private static byte[] wire(byte[] avro) {
        byte[] value = new byte[EventDecoder.HEADER + avro.length];
        System.arraycopy(avro, 0, value, EventDecoder.HEADER, avro.length);
        return value;
    }
}
