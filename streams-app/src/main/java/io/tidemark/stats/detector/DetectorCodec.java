package io.tidemark.stats.detector;

import java.nio.ByteBuffer;

/**
 * What a detector remembers, as bytes. Its parameters are not in them: they are of the one who reads.
 *
 * <pre>
 *  offset  width  type  what
 *       0      1  u8    version = 1
 *       1      4  i32   n, numbers of the state, ≥ 0
 *       5    8·n  f64   the state
 * </pre>
 *
 * <p>Big-endian.
 */
public final class DetectorCodec {
    private static final byte VERSION = 1;
    private static final int HEAD = 5;

    private DetectorCodec() {}

    /** The bytes of a detector's state. */
    public static byte[] write(Detector detector) {
        double[] state = detector.state();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + Double.BYTES * state.length);
        bytes.put(VERSION).putInt(state.length);
        for (double number : state) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    /**
     * Makes a detector what {@link #write} wrote; its kind and parameters must be the same (unchecked).
     *
     * @throws IllegalArgumentException if the bytes are of another version or length, or not a state of such a detector
     */
    public static void read(byte[] bytes, Detector detector) {
        if (bytes.length < HEAD || bytes[0] != VERSION) {
            throw new IllegalArgumentException("cannot read a detector: length=" + bytes.length + ", format="
                    + (bytes.length == 0 ? "none" : bytes[0]) + ", readable formats=" + VERSION);
        }
        ByteBuffer from = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        int count = from.getInt();
        if (count < 0 || from.remaining() != Double.BYTES * (long) count) {
            throw new IllegalArgumentException("cannot read a detector: length=" + bytes.length + ", numbers=" + count
                    + "; 5 + 8 × numbers is right");
        }
        double[] state = new double[count];
        for (int i = 0; i < count; i++) {
            state[i] = from.getDouble();
        }
        detector.restore(state);
    }
}
