package io.tidemark.stats;

import java.util.Arrays;
import org.apache.datasketches.hash.MurmurHash3;

/** A hash of 128 bits: MurmurHash3, the same in every process. Not for keys that an attacker may choose. */
public final class Digest {
    private static final long SEED = 0x7469_6465;

    private Digest() {}

    /** Two words of a stretch of bytes; allocates. */
    public static long[] of(byte[] bytes, int offset, int length) {
        return length == 0 ? new long[2] : MurmurHash3.hash(Arrays.copyOfRange(bytes, offset, offset + length), SEED);
    }
}
