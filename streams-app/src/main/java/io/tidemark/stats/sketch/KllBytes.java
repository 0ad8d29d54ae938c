package io.tidemark.stats.sketch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks the bytes of a KLL sketch of doubles before DataSketches, which reads them without a look at their length, is given them.
 *
 * <pre>
 *  u8 preamble ints   u8 serial version   u8 family = 15   u8 flags: 1 empty, 4 a single item   u16 k   u8 m = 8   u8 unused
 *  a single item:  f64 item
 *  else:           i64 n   u16 smallest k   u8 levels   u8 unused   levels × i32 where each begins   f64 min   f64 max   f64 items, to the end
 * </pre>
 *
 * <p>Little-endian. The levels' places must ascend and end where the sketch's capacity does; the items, weighted by 2^level, must be n.
 */
final class KllBytes {
    private static final int FAMILY = 15;
    private static final int M = 8;
    private static final int EMPTY = 1;
    private static final int SINGLE = 4;
    private static final int HEAD = 8;
    private static final int LEVELS_AT = 20;
    private static final int MOST_LEVELS = 45;
    private static final int LONGEST_POWER = 30;

    private KllBytes() {}

    /** @throws IllegalArgumentException if these are not the bytes of a sound sketch with that k */
    static void require(byte[] bytes, int k) {
        if (!isSound(bytes, k)) {
            throw new IllegalArgumentException("bytes of a KLL sketch are damaged: length=" + bytes.length
                    + ", expected a sketch of doubles with k=" + k);
        }
    }

    private static boolean isSound(byte[] bytes, int k) {
        if (bytes.length < HEAD) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int preamble = in.get(0);
        int version = in.get(1);
        int flags = in.get(3);
        boolean isOurs = in.get(2) == FAMILY && in.getShort(4) == k && in.get(6) == M;
        if (!isOurs) {
            return false;
        }
        if ((flags & EMPTY) != 0) {
            return bytes.length == HEAD && preamble == 2 && version == 1 && (flags & SINGLE) == 0;
        }
        if ((flags & SINGLE) != 0) {
            return bytes.length == HEAD + Double.BYTES
                    && preamble == 2
                    && version == 2
                    && Double.isFinite(in.getDouble(HEAD));
        }
        return preamble == 5 && version == 1 && isFullSound(in, k);
    }

    private static boolean isFullSound(ByteBuffer in, int k) {
        if (in.limit() < LEVELS_AT) {
            return false;
        }
        int levels = in.get(18);
        int itemsAt = LEVELS_AT + Integer.BYTES * levels + 2 * Double.BYTES;
        int items = (in.limit() - itemsAt) / Double.BYTES;
        boolean hasShape = in.getShort(16) == k
                && levels >= 1
                && levels <= MOST_LEVELS
                && in.limit() > itemsAt
                && (in.limit() - itemsAt) % Double.BYTES == 0;
        return hasShape && areLevelsSound(in, levels, capacity(k, levels), items) && areFinite(in, itemsAt);
    }

    private static boolean areLevelsSound(ByteBuffer in, int levels, int capacity, int items) {
        long weight = 0;
        int begin = in.getInt(LEVELS_AT);
        if (begin < 0 || begin + (long) items != capacity) {
            return false;
        }
        for (int level = 0; level < levels; level++) {
            int end = level + 1 < levels ? in.getInt(LEVELS_AT + Integer.BYTES * (level + 1)) : capacity;
            if (end < begin || end > capacity) {
                return false;
            }
            weight += (long) (end - begin) << level;
            begin = end;
        }
        return weight == in.getLong(HEAD);
    }

    private static boolean areFinite(ByteBuffer in, int itemsAt) {
        for (int at = itemsAt - 2 * Double.BYTES; at < in.limit(); at += Double.BYTES) {
            if (!Double.isFinite(in.getDouble(at))) {
                return false;
            }
        }
        return in.getDouble(itemsAt - 2 * Double.BYTES) <= in.getDouble(itemsAt - Double.BYTES);
    }

    /** Items that a sketch of so many levels has room for: k · (2/3)^depth in each, at least m (Karnin, Lang, Liberty, FOCS 2016). */
    static int capacity(int k, int levels) {
        int capacity = 0;
        for (int level = 0; level < levels; level++) {
            capacity += Math.max(M, shrunk(k, levels - level - 1));
        }
        return capacity;
    }

    private static int shrunk(int k, int depth) {
        if (depth <= LONGEST_POWER) {
            return shrunkOnce(k, depth);
        }
        int half = depth / 2;
        return shrunkOnce(shrunkOnce(k, half), depth - half);
    }

    private static int shrunkOnce(int k, int depth) {
        long powerOfThree = 1;
        for (int i = 0; i < depth; i++) {
            powerOfThree *= 3;
        }
        return (int) (((((long) k << 1) << depth) / powerOfThree + 1) >>> 1);
    }
}
