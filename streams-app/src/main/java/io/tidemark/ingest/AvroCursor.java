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
    private int position;
    private int depth;

    void reset(byte[] record, int start) {
        bytes = record;
        position = start;
        depth = 0;
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

    boolean isAtEnd() {
        return position == bytes.length;
    }

    /** A zigzag varint of at most ten bytes. */
    long readLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IndexOutOfBoundsException("a varint is longer than ten bytes");
    }

    boolean readBoolean() {
        return bytes[position++] != 0;
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
        if (length < 0 || length > bytes.length - position) {
            throw new IndexOutOfBoundsException("a length reaches beyond the record: length=" + length);
        }
        return (int) length;
    }

    void skip(long count) {
        if (count < 0 || count > bytes.length - position) {
            throw new IndexOutOfBoundsException("a value reaches beyond the record: length=" + count);
        }
        position += (int) count;
    }

    /**
     * The number of items in the next block of an array or a map; 0 at the end. The block's size in bytes, where given, is read over.
     */
    long readBlock() {
        long items = readBlockOfNothing();
        if (items < 0 || items > bytes.length) {
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
