package io.tidemark.ingest;

import io.tidemark.stats.HotPath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads Avro's binary encoding from an array without making objects (Avro 1.12 specification, "Binary encoding").
 *
 * <p>Every method throws {@link IndexOutOfBoundsException} where the bytes end too early or a length is not possible; the caller
 * turns that into a rejection. Owned by one task; not thread-safe.
 */
@HotPath
final class AvroCursor {
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    /** Deepest nesting of records that are read over: enough for any event, and far from the end of a thread's stack. */
    static final int DEEPEST = 256;

    private byte[] bytes = {};
    private int end;
    private int position;
    private int depth;

    /**
     * Begins with a record.
     *
     * @param record its bytes, and maybe others behind them
     * @param start where the record's Avro begins
     * @param endOfRecord where it ends. Reading on behind it is not noticed at once: the cursor is then never at the end
     */
    void reset(byte[] record, int start, int endOfRecord) {
        bytes = record;
        position = start;
        end = endOfRecord;
        depth = 0;
    }

    /** Goes to a place that it has been told of. */
    void moveTo(int place) {
        position = place;
    }

    /** Goes into a nested record; a recursive schema lets a few bytes nest without end. */
    void enter() {
        if (++depth > DEEPEST) {
            throw new IndexOutOfBoundsException("records are nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    int position() {
        return position;
    }

    /** The record; texts stand in it as they are. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the record ends. */
    int end() {
        return end;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /** A zigzag varint of at most ten bytes. */
    long readLong() {
        int at = position;
        int first = bytes[at++];
        if (first >= 0) {
            position = at;
            return first >>> 1 ^ -(first & 1);
        }
        int raw = first & 0x7f | (bytes[at] & 0x7f) << 7;
        if (bytes[at++] < 0) {
            raw |= (bytes[at] & 0x7f) << 14;
            if (bytes[at++] < 0) {
                return readLonger(raw);
            }
        }
        position = at;
        return raw >>> 1 ^ -(raw & 1);
    }

    /** The same of more than three bytes, of which these are the first 21 bits. */
    private long readLonger(int low) {
        int at = position + 3;
        long value = low;
        for (int shift = 21; shift < 70; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                position = at;
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IndexOutOfBoundsException("a varint is longer than ten bytes");
    }

    boolean readBoolean() {
        return bytes[position++] != 0;
    }

    /** The double at a place in a record. */
    static double doubleAt(byte[] record, int place) {
        return (double) DOUBLES.get(record, place);
    }

    /** The float at a place in a record. */
    static float floatAt(byte[] record, int place) {
        return (float) FLOATS.get(record, place);
    }

    double readDouble() {
        int at = position;
        skip(8);
        return (double) DOUBLES.get(bytes, at);
    }

    float readFloat() {
        int at = position;
        skip(4);
        return (float) FLOATS.get(bytes, at);
    }

    /** The length of a string or of bytes; the cursor then stands at the first of them. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > end - position) {
            throw new IndexOutOfBoundsException("a length reaches beyond the record: length=" + length);
        }
        return (int) length;
    }

    void skip(long count) {
        if (count < 0 || count > end - position) {
            throw new IndexOutOfBoundsException("a value reaches beyond the record: length=" + count);
        }
        position += (int) count;
    }

    /**
     * The number of items in the next block of an array or a map; 0 at the end. The block's size in bytes, where given, is read over.
     */
    long readBlock() {
        long items = readBlockOfNothing();
        if (items < 0 || items > end) {
            throw new IndexOutOfBoundsException("a block has more items than the record has bytes: items=" + items);
        }
        return items;
    }

    /** The same for items that take no bytes: there may be any number of them. */
    long readBlockOfNothing() {
        long items = readLong();
        if (items < 0) {
            readLong();
            items = -items;
        }
        return items;
    }
}
