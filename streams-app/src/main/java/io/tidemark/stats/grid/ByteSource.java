package io.tidemark.stats.grid;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;

/** Bytes in memory that one thread reads: without the lock that {@link ByteArrayInputStream} takes for each byte. */
public final class ByteSource extends ByteArrayInputStream {
    private static final int END = -1;

    /** All bytes from an offset on. */
    public ByteSource(byte[] bytes, int offset) {
        super(bytes, offset, bytes.length - offset);
    }

    /** What reads big-endian numbers of it. */
    public DataInputStream data() {
        return new DataInputStream(this);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what this class is for
    public int read() {
        return pos < count ? Byte.toUnsignedInt(buf[pos++]) : END;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public int read(byte[] bytes, int offset, int length) {
        if (pos >= count) {
            return END;
        }
        int taken = Math.min(length, count - pos);
        System.arraycopy(buf, pos, bytes, offset, taken);
        pos += taken;
        return taken;
    }
}
