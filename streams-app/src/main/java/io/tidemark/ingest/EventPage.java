package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes behind an observation of a mapped event: the texts of the event, which are its own until the next one, and the names of fields, which stay.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class EventPage {
    /** Most bytes of an event's texts: beyond what a record of Kafka holds even where its map's keys are written out. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int DIGITS = 20;

    private byte[] texts = new byte[1024];
    private byte[] names = new byte[1024];
    private int end;
    private int endOfNames;
    private Observation out = new Observation();

    /** Begins an event. */
    @HotPath
    void begin(Observation observation) {
        out = observation;
        end = 0;
        observation.begin(texts, names);
    }

    /** Begins an event of a record whose fields are those of a frame first; the record's bytes are the first of its texts. */
    @HotPath
    void begin(byte[] record, Observation observation, Observation.Frame frame) {
        out = observation;
        end = 0;
        room(record.length);
        System.arraycopy(record, 0, texts, 0, record.length);
        observation.begin(texts, names, frame);
    }

    /** The event's observation. */
    @HotPath
    Observation out() {
        return out;
    }

    byte[] texts() {
        return texts;
    }

    /** Keeps a name for as long as the page lives; its offset among the names. */
    int name(byte[] utf8) {
        if (names.length - endOfNames < utf8.length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, endOfNames + utf8.length));
            out.growTo(texts, names);
        }
        System.arraycopy(utf8, 0, names, endOfNames, utf8.length);
        endOfNames += utf8.length;
        return endOfNames - utf8.length;
    }

    /** Copies a text; its offset. */
    @HotPath
    int put(byte[] from, int offset, int length) {
        int at = room(length);
        System.arraycopy(from, offset, texts, at, length);
        return at;
    }

    /** Makes room for a text; where it begins. What is not used of it can be given back by {@link #cut}. */
    @HotPath
    int room(int length) {
        if (texts.length - end < length) {
            grow(length);
        }
        int at = end;
        end += length;
        return at;
    }

    /** Ends the text that was put last. */
    @HotPath
    void cut(int endOfText) {
        end = endOfText;
    }

    private void grow(int length) {
        long needed = (long) end + length;
        if (needed > MOST_BYTES) {
            throw new IndexOutOfBoundsException("an event's texts take more than " + MOST_BYTES + " bytes");
        }
        texts = Arrays.copyOf(texts, (int) Math.min(MOST_BYTES, Math.max(2L * texts.length, needed)));
        out.growTo(texts, names);
    }

    /** Writes a whole number in digits; its offset. It ends at {@link #end()}. */
    @HotPath
    int putDigits(long value) {
        if (value == Long.MIN_VALUE) {
            byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
            return put(digits, 0, digits.length);
        }
        int digits = digits(Math.abs(value)) + (value < 0 ? 1 : 0);
        int at = room(digits);
        long left = Math.abs(value);
        for (int i = at + digits - 1; i >= at; i--) {
            texts[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        if (value < 0) {
            texts[at] = '-';
        }
        return at;
    }

    private static int digits(long value) {
        long bound = 10;
        for (int digits = 1; digits < DIGITS - 1; digits++) {
            if (value < bound) {
                return digits;
            }
            bound *= 10;
        }
        return DIGITS - 1;
    }

    /** Where the text that was put last ends. */
    @HotPath
    int end() {
        return end;
    }
}
