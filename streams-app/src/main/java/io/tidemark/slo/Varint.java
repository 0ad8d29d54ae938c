package io.tidemark.slo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers of few bytes: seven bits a byte, lowest first, the top bit says that more follow (LEB128); signed ones zig-zag. */
public final class Varint {
    private Varint() {}

    /** Writes 64 bits, read as unsigned. */
    public static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Writes a signed number. */
    public static void writeSigned(ByteArrayOutputStream out, long value) {
        write(out, value << 1 ^ value >> 63);
    }

    /** Writes a length in bytes and UTF-8. */
    public static void writeText(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        write(out, utf8.length);
        out.writeBytes(utf8);
    }

    /** The number of {@link #write}. <em>Unchecked:</em> the buffer holds one. */
    public static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** The number of {@link #writeSigned}. */
    public static long readSigned(ByteBuffer in) {
        long raw = read(in);
        return raw >>> 1 ^ -(raw & 1);
    }

    /** The text of {@link #writeText}. */
    public static String readText(ByteBuffer in) {
        byte[] utf8 = new byte[(int) read(in)];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
