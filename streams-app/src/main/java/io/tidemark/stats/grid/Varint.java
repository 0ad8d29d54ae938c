package io.tidemark.stats.grid;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit set on all but the last (LEB128).
 * Signed ones are zigzag-coded before. Text is its length in bytes, then UTF-8.
 */
final class Varint {
    /** Longest text or byte block that is read, so that damaged bytes cannot ask for all memory. */
    private static final int LONGEST_BLOCK = 1 << 24;

    /** What is made room for before a byte of it is seen: a length that lies costs no more than twice the bytes that are there. */
    private static final int FIRST_BYTES = 1 << 10;

    private Varint() {}

    static void write(long value, DataOutput out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint has at most 10 bytes: value so far=" + value);
    }

    static void writeSigned(long value, DataOutput out) throws IOException {
        write((value << 1) ^ (value >> 63), out);
    }

    static long readSigned(DataInput in) throws IOException {
        long value = read(in);
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads a length or number of things. */
    static int readSize(String what, int most, DataInput in) throws IOException {
        long size = read(in);
        if (size < 0 || size > most) {
            throw new IllegalArgumentException(what + " must be in [0, " + most + "]: " + what + "=" + size);
        }
        return (int) size;
    }

    static void writeBlock(byte[] block, DataOutput out) throws IOException {
        write(block.length, out);
        out.write(block);
    }

    static byte[] readBlock(DataInput in) throws IOException {
        int length = readSize("block length", LONGEST_BLOCK, in);
        byte[] block = new byte[Math.min(length, FIRST_BYTES)];
        in.readFully(block);
        while (block.length < length) {
            int before = block.length;
            block = Arrays.copyOf(block, Math.min(length, 2 * before));
            in.readFully(block, before, block.length - before);
        }
        return block;
    }

    static void writeText(String text, DataOutput out) throws IOException {
        writeBlock(text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInput in) throws IOException {
        return new String(readBlock(in), StandardCharsets.UTF_8);
    }
}
