package io.tidemark.stats.grid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Counts to and from byte arrays, through {@link CountsCodec}. */
final class CountsBytes {
    private CountsBytes() {}

    static byte[] of(Counts counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CountsCodec.write(counts, new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Counts read(byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            Counts counts = CountsCodec.read(in);
            if (in.available() > 0) {
                throw new IllegalStateException("bytes left over: left=" + in.available());
            }
            return counts;
        } catch (IOException tooShort) {
            throw new UncheckedIOException(tooShort);
        }
    }
}
