package io.tidemark.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table whose keys are stretches of bytes, looked up in place without making an object.
 *
 * <p>Owned by one task; not thread-safe.
 *
 * @param <V> what is found
 */
public final class ByteTable<V> {
    private byte[][] keys = new byte[16][];
    private long[] heads = new long[16];
    private Object[] values = new Object[16];
    private int size;

    /** The value of the key at that place of the buffer; null if there is none. */
    @HotPath
    public @Nullable V get(byte[] buffer, int offset, int length) {
        int mask = keys.length - 1;
        for (int slot = Stretch.hash(buffer, offset, length) & mask; ; slot = (slot + 1) & mask) {
            byte[] key = keys[slot];
            if (key == null) {
                return null;
            }
            if (Stretch.isKey(key, heads[slot], buffer, offset, length)) {
                return value(slot);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private V value(int slot) {
        return (V) values[slot];
    }

    /** Adds a key that is not there yet (unchecked); the bytes are copied. */
    public void add(byte[] buffer, int offset, int length, V value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        place(Arrays.copyOfRange(buffer, offset, offset + length), value);
        size++;
    }

    private void place(byte[] key, Object value) {
        int mask = keys.length - 1;
        int slot = Stretch.hash(key, 0, key.length) & mask;
        while (keys[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        heads[slot] = Stretch.head(key, 0, key.length);
        values[slot] = value;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        heads = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                place(oldKeys[i], oldValues[i]);
            }
        }
    }

    public int size() {
        return size;
    }
}
