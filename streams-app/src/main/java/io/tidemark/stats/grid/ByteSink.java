package io.tidemark.stats.grid;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.Arrays;

/** Bytes in memory that one thread writes: without the lock that {@link ByteArrayOutputStream} takes for each byte. */
public final class ByteSink extends ByteArrayOutputStream {
    /** A sink with room for so many bytes before it grows. */
    public ByteSink(int size) {
        super(size);
    }

    /** What writes numbers into it, big-endian. */
    public DataOutputStream data() {
        return new DataOutputStream(this);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what this class is for
    public void write(int value) {
        reserve(1);
        buf[count++] = (byte) value;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void write(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, buf, count, length);
        count += length;
    }

    private void reserve(int more) {
        if (more > buf.length - count) {
            buf = Arrays.copyOf(buf, Math.max(Math.addExact(count, more), 2 * buf.length));
        }
    }
}
