package io.tidemark.store;

import io.tidemark.stats.grid.ByteSink;
import io.tidemark.stats.grid.ByteSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs a layout over an array in memory; numbers are big-endian. */
final class Layouts {
    private Layouts() {}

    /** Writes something. */
    @FunctionalInterface
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    /** Reads something. */
    @FunctionalInterface
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    static byte[] write(int version, Writer writer) {
        ByteSink bytes = new ByteSink(256);
        DataOutputStream out = bytes.data();
        try {
            out.writeByte(version);
            writer.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the version is another, or the bytes end too early or too late
     */
    static <T> T read(String what, int version, byte[] bytes, Reader<T> reader) {
        if (bytes.length == 0 || bytes[0] != version) {
            throw new IllegalArgumentException("cannot read " + what + ": format="
                    + (bytes.length == 0 ? "none" : bytes[0]) + ", readable formats=" + version
                    + "; run with the build that wrote it, or reset the application's state");
        }
        ByteSource rest = new ByteSource(bytes, 1);
        try {
            T read = reader.read(rest.data());
            if (rest.available() > 0) {
                throw new IllegalArgumentException("cannot read " + what + ": length=" + bytes.length
                        + ", the bytes go on after its end: left=" + rest.available());
            }
            return read;
        } catch (IOException broken) {
            throw new IllegalArgumentException(
                    "cannot read " + what + ": length=" + bytes.length + ", the bytes end too early", broken);
        }
    }
}
