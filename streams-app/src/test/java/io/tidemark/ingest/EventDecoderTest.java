package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.Stage;
import io.tidemark.testkit.Cases;
import io.tidemark.testkit.Seen;
import io.tidemark.testkit.TestEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical schemas; writers of other shapes are in {@link WriterSchemasTest}. */
class EventDecoderTest {
    private final Observation observation = new Observation();
    private final EventDecoder decoder = new EventDecoder(TestEvent.SCHEMAS);

    @Test
    void featureEventIsRead() {
        byte[] bytes = TestEvent.of("fraud", 1_700_000_000_123L)
                .version("7")
                .stage(Stage.TRAINING)
                .dimension("country", "BR")
                .dimension("land", "Österreich")
                .feature("amount", 12.5)
                .feature("count", 3L)
                .feature("flag", true)
                .feature("city", "São Paulo")
                .feature("gone", null)
                .feature("vector", TestEvent.EMBEDDING)
                .bytes();

        assertThat(decoder.decode(bytes, observation)).isNull();
        assertThat(Seen.text(observation))
                .isEqualTo("fraud v=7 TRAINING @1700000000123 country:BR land:Österreich features"
                        + " amount=12.5 count=3.0 flag=true city=\"São Paulo\" gone=null vector=[0.5]");
    }

    @Test
    void predictionIsTwoColumnsBesideItsFeatures() {
        byte[] bytes = TestEvent.of("fraud", 5)
                .prediction("bad", 0.75)
                .feature("amount", 1.0)
                .bytes();

        assertThat(decoder.decode(bytes, observation)).isNull();
        assertThat(Seen.text(observation))
                .isEqualTo(
                        "fraud v=- SERVING @5 features prediction <prediction>=\"bad\" <score>=0.75 <status>=\"OK\" amount=1.0");
    }

    @Test
    void predictionWithoutFeaturesHasNoFeatureRow() {
        byte[] bytes = TestEvent.of("price", 5).prediction(99.5, null).bytes();

        assertThat(decoder.decode(bytes, observation)).isNull();
        assertThat(Seen.text(observation))
                .isEqualTo("price v=- SERVING @5 prediction <prediction>=99.5 <status>=\"OK\"");
    }

    @Test
    void failedPredictionIsARowWithoutValue() {
        byte[] bytes = TestEvent.of("price", 5).prediction(null, null).bytes();

        assertThat(decoder.decode(bytes, observation)).isNull();
        assertThat(Seen.text(observation)).isEqualTo("price v=- SERVING @5 prediction <status>=\"OK\"");
    }

    @Test
    void featureEventWithoutFeaturesIsAnEmptyRow() {
        byte[] bytes = TestEvent.of("fraud", 5).bytes();

        assertThat(decoder.decode(bytes, observation)).isNull();
        assertThat(Seen.text(observation)).isEqualTo("fraud v=- SERVING @5 features");
    }

    @Test
    void nothingStaysOfTheEventBefore() {
        decoder.decode(
                TestEvent.of("a longer name", 9)
                        .version("3")
                        .stage(Stage.TRAINING)
                        .dimension("d", "x")
                        .prediction("y", 0.5)
                        .feature("f", 1.0)
                        .bytes(),
                observation);

        decoder.decode(TestEvent.of("m", 5).bytes(), observation);

        assertThat(Seen.text(observation)).isEqualTo("m v=- SERVING @5 features");
    }

    @Test
    void nothingIsEmpty() {
        assertThat(decoder.decode(null, observation))
                .isEqualTo(new Rejection(Reason.EMPTY, "a record without a value"));
        assertThat(decoder.decode(new byte[0], observation))
                .isEqualTo(new Rejection(Reason.EMPTY, "a record without a value"));
    }

    @Test
    void otherFormatsAreNotWireFormat() {
        assertThat(decoder.decode(new byte[] {0, 0, 0, 1}, observation))
                .isEqualTo(new Rejection(Reason.NOT_WIRE_FORMAT, "length=4, first byte=0, expected 0"));
        assertThat(decoder.decode("{\"model\":1}".getBytes(StandardCharsets.UTF_8), observation))
                .isEqualTo(new Rejection(Reason.NOT_WIRE_FORMAT, "length=11, first byte=123, expected 0"));
    }

    @Test
    void eventTimeZeroIsNoTimestamp() {
        assertThat(decoder.decode(TestEvent.of("fraud", 0).bytes(), observation))
                .isEqualTo(new Rejection(Reason.NO_TIMESTAMP, "eventTime is absent or 0"));
    }

    @Test
    void bytesLeftOverAreUndecodable() {
        byte[] bytes = TestEvent.of("fraud", 5).bytes();

        assertThat(decoder.decode(Arrays.copyOf(bytes, bytes.length + 2), observation))
                .isEqualTo(new Rejection(Reason.UNDECODABLE, "bytes left over: read=19, length=21"));
    }

    @Test
    void unknownSchemaIdIsSaid() {
        EventDecoder lost = new EventDecoder(id -> {
            throw new SchemaSource.UnknownSchema("registry=mock://x: not found", new IllegalStateException());
        });

        assertThat(lost.decode(new byte[] {0, 0, 0, 1, 2, 9}, observation))
                .isEqualTo(new Rejection(Reason.UNKNOWN_SCHEMA, "schema id=258: registry=mock://x: not found"));
    }

    @Test
    void schemaIdHasFourBytes() {
        List<Integer> asked = new ArrayList<>();
        EventDecoder asking = new EventDecoder(id -> {
            asked.add(id);
            return "\"null\"";
        });

        asking.decode(new byte[] {0, -1, -2, -3, -4}, observation);

        assertThat(asked).containsExactly(0xfffefdfc);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"long\" | an event must be a record: schema=long",
                "[] | an event must be a record: schema=union[]",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[]} | an event must have a field model: schema=E",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"model\",\"type\":\"string\"}]}"
                        + " | an event must have a field eventTime: schema=E",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"model\",\"type\":\"string\"},"
                        + "{\"name\":\"eventTime\",\"type\":\"long\"}]}"
                        + " | an event must have features or a prediction, or a dependency and its health: schema=E",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"model\",\"type\":\"string\"},"
                        + "{\"name\":\"eventTime\",\"type\":\"string\"},{\"name\":\"score\",\"type\":\"double\"}]}"
                        + " | eventTime must be a long with a timestamp type: type=STRING",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"model\",\"type\":\"long\"},"
                        + "{\"name\":\"eventTime\",\"type\":\"long\"},{\"name\":\"score\",\"type\":\"double\"}]}"
                        + " | model must be a string: type=LONG",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"model\",\"type\":\"string\"},"
                        + "{\"name\":\"eventTime\",\"type\":\"long\"},{\"name\":\"features\",\"type\":\"string\"}]}"
                        + " | features must be a map: type=STRING",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"model\",\"type\":\"string\"},"
                        + "{\"name\":\"eventTime\",\"type\":\"long\"},{\"name\":\"score\",\"type\":\"double\"},"
                        + "{\"name\":\"dimensions\",\"type\":{\"type\":\"map\",\"values\":\"int\"}}]}"
                        + " | dimensions must be a map of string: type=INT"
            })
    void unusableSchemaIsSaid(String schema, String detail) {
        assertThat(new EventDecoder(id -> schema).decode(new byte[] {0, 0, 0, 0, 7, 1}, observation))
                .isEqualTo(new Rejection(Reason.UNUSABLE_SCHEMA, "schema id=7: " + detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"type\":\"record\"}", "{\"type\":\"other\"}", "17", "\"Gone\""})
    void brokenSchemaIsUnusable(String schema) {
        Rejection rejection = new EventDecoder(id -> schema).decode(new byte[] {0, 0, 0, 0, 7, 1}, observation);

        assertThat(rejection).extracting(Rejection::reason).isEqualTo(Reason.UNUSABLE_SCHEMA);
    }

    @Test
    void schemaIsAskedForOnce() {
        List<Integer> asked = new ArrayList<>();
        EventDecoder good = new EventDecoder(id -> {
            asked.add(id);
            return TestEvent.SCHEMAS.schemaById(1);
        });
        EventDecoder bad = new EventDecoder(id -> {
            asked.add(100 + id);
            return "\"long\"";
        });

        for (int i = 0; i < 3; i++) {
            good.decode(TestEvent.of("m", 1).bytes(), observation);
            bad.decode(TestEvent.of("m", 1).bytes(), observation);
        }

        assertThat(asked).containsExactly(1, 101);
    }

    @Test
    void everyTruncationIsRejected() {
        byte[] whole = rich();

        for (int length = 1; length < whole.length; length++) {
            Rejection rejection = decoder.decode(Arrays.copyOf(whole, length), observation);

            assertThat(rejection)
                    .as("length=%d", length)
                    .extracting(Rejection::reason)
                    .isEqualTo(length < EventDecoder.HEADER ? Reason.NOT_WIRE_FORMAT : Reason.UNDECODABLE);
        }
    }

    @Test
    void tooManyFieldsAreUndecodable() {
        TestEvent event = TestEvent.of("m", 1);
        for (int i = 0; i <= Observation.MOST_FIELDS; i++) {
            event.feature("f" + i, 1.0);
        }

        assertThat(decoder.decode(event.bytes(), observation))
                .isEqualTo(new Rejection(Reason.UNDECODABLE, "an event may have at most 16384 fields"));
    }

    @Test
    void tooManyDimensionsAreUndecodable() {
        TestEvent event = TestEvent.of("m", 1);
        for (int i = 0; i <= Observation.MOST_FIELDS; i++) {
            event.dimension("d" + i, "");
        }

        assertThat(decoder.decode(event.bytes(), observation))
                .isEqualTo(new Rejection(Reason.UNDECODABLE, "an event may have at most 16384 fields"));
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    @Timeout(20)
    void randomBytesNeverThrow(Cases cases) {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = random(cases, 5 + cases.below(80));
            Arrays.fill(bytes, 0, 4, (byte) 0);
            bytes[4] = (byte) (1 + cases.below(2));

            Rejection rejection = decoder.decode(bytes, observation);

            assertThat(rejection == null ? Reason.UNDECODABLE : rejection.reason())
                    .isIn(Reason.UNDECODABLE, Reason.NO_TIMESTAMP);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    @Timeout(20)
    void damagedEventsNeverThrow(Cases cases) {
        byte[] whole = rich();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int damage = 1 + cases.below(4); damage > 0; damage--) {
                bytes[EventDecoder.HEADER + cases.below(bytes.length - EventDecoder.HEADER)] = (byte) cases.below(256);
            }

            Rejection rejection = decoder.decode(bytes, observation);

            assertThat(rejection == null ? Reason.UNDECODABLE : rejection.reason())
                    .isIn(Reason.UNDECODABLE, Reason.NO_TIMESTAMP);
        }
    }

    private static byte[] rich() {
        return TestEvent.of("fraud", 1_700_000_000_123L)
                .version("7")
                .dimension("country", "BR")
                .prediction("bad", 0.5)
                .feature("amount", 12.5)
                .feature("count", 300L)
                .feature("flag", true)
                .feature("city", "São Paulo")
                .feature("gone", null)
                .feature("vector", TestEvent.EMBEDDING)
                .bytes();
    }

    private static byte[] random(Cases cases, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) cases.below(256);
        }
        return bytes;
    }
}
