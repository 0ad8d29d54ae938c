package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final DeadLetter.Place PLACE = new DeadLetter.Place("events", 3, 8812);
    private static final Rejection CUT_SHORT = new Rejection(Reason.UNDECODABLE, "the bytes end early");

    @Test
    void letterHasTheRecordsOwnAndSaysWhereAndWhy() {
        Headers own = new RecordHeaders().add("trace", text("t1"));

        Record<byte @Nullable [], byte @Nullable []> letter =
                DeadLetter.of(failed(text("k"), text("v"), own), CUT_SHORT, 10_000);

        assertThat(letter.key()).asString().isEqualTo("k");
        assertThat(letter.value()).asString().isEqualTo("v");
        assertThat(texts(letter.headers()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "trace", "t1",
                        "tidemark.reason", "UNDECODABLE",
                        "tidemark.detail", "the bytes end early",
                        "tidemark.topic", "events",
                        "tidemark.partition", "3",
                        "tidemark.offset", "8812",
                        "tidemark.timestamp", "1700000000000"));
    }

    @Test
    void noKeyIsNone() {
        assertThat(DeadLetter.of(failed(DeadLetter.NO_KEY, text("v"), new RecordHeaders()), CUT_SHORT, 10_000)
                        .key())
                .isNull();
        assertThat(DeadLetter.of(failed(new byte[0], text("v"), new RecordHeaders()), CUT_SHORT, 10_000)
                        .key())
                .isEmpty();
    }

    @Test
    void headersOfOursThatItBroughtAreReplaced() {
        Headers own = new RecordHeaders()
                .add(DeadLetter.REASON, text("forged"))
                .add(DeadLetter.OFFSET, text("1"))
                .add(DeadLetter.LETTER, text("0@7"))
                .add(DeadLetter.FAILURES, text("2"));

        Headers headers = DeadLetter.of(failed(text("k"), text("v"), own), CUT_SHORT, 10_000)
                .headers();

        assertThat(headers.headers(DeadLetter.REASON)).hasSize(1);
        assertThat(texts(headers))
                .containsEntry("tidemark.reason", "UNDECODABLE")
                .containsEntry("tidemark.offset", "8812")
                .containsEntry("tidemark.letter", "0@7")
                .containsEntry("tidemark.failures", "3");
    }

    @Test
    void whatIsTooLargeIsCutAndSaysHowLargeItWas() {
        byte[] value = new byte[100_000];
        Arrays.fill(value, (byte) 7);
        Headers own = new RecordHeaders().add("small", text("s"));

        Record<byte @Nullable [], byte @Nullable []> letter =
                DeadLetter.of(failed(text("k"), value, own), CUT_SHORT, 20_000);

        // A quarter of what the topic takes is kept.
        assertThat(letter.value()).hasSize(5_000).containsOnly(7);
        assertThat(texts(letter.headers()))
                .containsEntry("tidemark.cut", "value=100000")
                .containsEntry("small", "s");
        assertThat(DeadLetter.bytes(letter)).isLessThan(20_000);
    }

    @Test
    void largeHeadersAndKeysAreCutToo() {
        Headers own = new RecordHeaders().add("large", new byte[30_000]);

        Record<byte @Nullable [], byte @Nullable []> letter =
                DeadLetter.of(failed(new byte[40_000], null, own), CUT_SHORT, 20_000);

        assertThat(letter.key()).hasSize(5_000);
        assertThat(texts(letter.headers()))
                .doesNotContainKey("large")
                // 30,005 of its own, and reason and detail: 15 + 11 and 15 + 19 bytes.
                .containsEntry("tidemark.cut", "headers=30065 key=40000")
                .containsEntry("tidemark.reason", "UNDECODABLE");
    }

    @Test
    void longDetailIsCut() {
        Headers headers = DeadLetter.of(
                        failed(null, null, new RecordHeaders()),
                        new Rejection(Reason.UNUSABLE_SCHEMA, "é".repeat(100_000)),
                        10_000)
                .headers();

        assertThat(DeadLetter.text(headers, DeadLetter.DETAIL)).isEqualTo("é".repeat(1_000));
    }

    @Test
    void numbersInHeadersAreReadOnlyIfTheyAre() {
        Headers headers = new RecordHeaders()
                .add("good", text("42"))
                .add("sign", text("-1"))
                .add("word", text("4x"))
                .add("huge", text("9".repeat(5_000)))
                .add("none", null);

        assertThat(DeadLetter.number(headers, "good", -1, 100)).isEqualTo(42);
        assertThat(DeadLetter.number(headers, "good", -1, 41)).isEqualTo(-1);
        assertThat(DeadLetter.number(headers, "sign", -1, 100)).isEqualTo(-1);
        assertThat(DeadLetter.number(headers, "word", -1, 100)).isEqualTo(-1);
        assertThat(DeadLetter.number(headers, "huge", -1, 100)).isEqualTo(-1);
        assertThat(DeadLetter.number(headers, "none", -1, 100)).isEqualTo(-1);
        assertThat(DeadLetter.number(headers, "absent", -1, 100)).isEqualTo(-1);
    }

    private static DeadLetter.Failed failed(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new DeadLetter.Failed(PLACE, new Record<>(key, value, 1_700_000_000_000L, headers));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
