package io.tidemark.store;

import io.tidemark.domain.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * How a record that could not be used stands on the dead-letter topic: its own key, value, headers and timestamp, and headers of ours behind
 * its own, in UTF-8:
 *
 * <pre>
 *  tidemark.reason      a {@link Rejection.Reason}                    tidemark.detail     what was seen and what would be right
 *  tidemark.topic       where it stood                                tidemark.partition, tidemark.offset
 *  tidemark.timestamp   its own time, ms since 1970 (the letter's timestamp is the broker's)
 *  tidemark.failures    how often it has failed, where it is more than once
 *  tidemark.cut         what was too large to be kept whole: value=BYTES key=BYTES headers=BYTES, those that were cut
 *  tidemark.letter      the letter that it was sent again from, PARTITION@OFFSET; on a record that was sent again, and on its letter
 * </pre>
 *
 * A letter's mark, behind it in its partition, has neither key nor value and {@code tidemark.replayed}, PARTITION@OFFSET of the letter: it was
 * sent again.
 */
public final class DeadLetter {
    public static final String REASON = "tidemark.reason";
    public static final String DETAIL = "tidemark.detail";
    public static final String TOPIC = "tidemark.topic";
    public static final String PARTITION = "tidemark.partition";
    public static final String OFFSET = "tidemark.offset";
    public static final String TIMESTAMP = "tidemark.timestamp";
    public static final String FAILURES = "tidemark.failures";
    public static final String CUT = "tidemark.cut";
    public static final String LETTER = "tidemark.letter";
    public static final String REPLAYED = "tidemark.replayed";

    /** The headers that are ours alone: a record that bears one already, since it was sent again, does not keep it. */
    private static final Set<String> OURS =
            Set.of(REASON, DETAIL, TOPIC, PARTITION, OFFSET, TIMESTAMP, FAILURES, CUT, REPLAYED);

    /** Most bytes of a letter where nothing else is known: what a topic of ours takes, less a little for what compression may add. */
    public static final int MOST_BYTES = (16 << 20) - (256 << 10);

    /** The key of a record without one, where a key must not be null; known by its identity. */
    public static final byte[] NO_KEY = new byte[0];

    /** Longest detail in a header, in characters: with the record's own bytes it must still fit a message. */
    private static final int LONGEST_DETAIL = 1_000;

    private static final int MOST_KEPT = 64 << 10;
    private static final int MOST_FAILURES = 1_000_000;

    private DeadLetter() {}

    /**
     * A record that could not be used.
     *
     * @param place where it stood
     * @param message its key ({@link #NO_KEY} is none), value, time and headers; read, never written
     */
    public record Failed(Place place, Record<byte @Nullable [], byte @Nullable []> message) {}

    /** Where a record stood. */
    public record Place(String topic, int partition, long offset) {}

    /**
     * The letter of a record, on which the reason stands already: a line of a file.
     *
     * @param mostBytes what the topic takes of one record, with all that is its own
     */
    public static Record<byte @Nullable [], byte @Nullable []> of(Failed failed, int mostBytes) {
        Headers headers = ownHeaders(failed.message(), REASON, DETAIL);
        return letter(failed, headers, mostBytes);
    }

    /**
     * The letter of a record. What is larger than the topic takes is cut: of a value, then of the headers and the key, no more than 64 KiB is kept.
     *
     * @param mostBytes what the topic takes of one record, with all that is its own
     */
    public static Record<byte @Nullable [], byte @Nullable []> of(Failed failed, Rejection rejection, int mostBytes) {
        Headers headers = ownHeaders(failed.message());
        add(headers, REASON, rejection.reason().name());
        String detail = rejection.detail();
        add(headers, DETAIL, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        return letter(failed, headers, mostBytes);
    }

    private static Headers ownHeaders(Record<?, ?> message, String... kept) {
        Headers headers = new RecordHeaders();
        for (Header header : message.headers()) {
            if (!OURS.contains(header.key()) || Arrays.asList(kept).contains(header.key())) {
                headers.add(header);
            }
        }
        return headers;
    }

    private static Record<byte @Nullable [], byte @Nullable []> letter(Failed failed, Headers headers, int mostBytes) {
        Record<byte @Nullable [], byte @Nullable []> message = failed.message();
        byte[] key = message.key() == NO_KEY ? null : message.key();
        byte[] value = message.value();
        StringBuilder cut = new StringBuilder();
        int kept = Math.min(MOST_KEPT, mostBytes / 4);
        Headers all = headers;
        if (bytes(key) + bytes(value) + bytes(headers) > mostBytes) {
            if (bytes(headers) > kept) {
                cut.append("headers=").append(bytes(headers)).append(' ');
                all = only(headers, REASON, DETAIL);
            }
            key = cut("key=", key, kept, cut);
            value = cut("value=", value, kept, cut);
        }
        addPlace(failed, all);
        if (!cut.isEmpty()) {
            add(all, CUT, cut.toString().strip());
        }
        return new Record<>(key, value, Math.max(0, message.timestamp()), all);
    }

    private static byte @Nullable [] cut(String what, byte @Nullable [] bytes, int kept, StringBuilder cut) {
        if (bytes == null || bytes.length <= kept) {
            return bytes;
        }
        cut.append(what).append(bytes.length).append(' ');
        return Arrays.copyOf(bytes, kept);
    }

    private static void addPlace(Failed failed, Headers headers) {
        add(headers, TOPIC, failed.place().topic());
        add(headers, PARTITION, Integer.toString(failed.place().partition()));
        add(headers, OFFSET, Long.toString(failed.place().offset()));
        add(headers, TIMESTAMP, Long.toString(failed.message().timestamp()));
        long failures = 1 + number(failed.message().headers(), FAILURES, 0, MOST_FAILURES);
        if (failures > 1) {
            add(headers, FAILURES, Long.toString(failures));
        }
    }

    private static Headers only(Headers headers, String... names) {
        Headers some = new RecordHeaders();
        for (String name : names) {
            Header header = headers.lastHeader(name);
            if (header != null && bytes(header.value()) <= MOST_KEPT) {
                some.add(header);
            }
        }
        return some;
    }

    private static long bytes(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += header.key().length() + bytes(header.value());
        }
        return bytes;
    }

    /** The length of bytes, or of nothing. */
    private static int bytes(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** What a letter takes in memory, about. */
    public static long bytes(Record<byte @Nullable [], byte @Nullable []> letter) {
        return bytes(letter.key()) + bytes(letter.value()) + bytes(letter.headers());
    }

    /** A header of ours on a record; empty if it has none. */
    public static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** A number in a header of ours; {@code otherwise} where there is none, it is none, or it is outside [0, {@code most}]. */
    public static long number(Headers headers, String name, long otherwise, long most) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0 || header.value().length > 18) {
            return otherwise;
        }
        long number = 0;
        for (byte digit : header.value()) {
            if (digit < '0' || digit > '9') {
                return otherwise;
            }
            number = 10 * number + digit - '0';
        }
        return number > most ? otherwise : number;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A header of ours whose name is not the record's own. */
    public static boolean isOurs(String header) {
        return OURS.contains(header) || header.equals(LETTER);
    }
}
