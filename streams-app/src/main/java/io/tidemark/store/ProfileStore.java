package io.tidemark.store;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.StoredProfile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Profiles by scope and time: panes of open windows, the sums of closed ones, and copies of what other scopes are compared with.
 *
 * <pre>
 *  key    u16 length   utf-8 scope ({@link ScopeKey})   u8 level (0 pane, 1 window; 2, 3: {@link RollUpStore}; 4 copy)   u64 start ms with the sign bit turned
 *  value  u8 version = 1   i32 revision   profile ({@link ProfileCodec})
 * </pre>
 *
 * <p>Big-endian, so that the keys of a scope and level are in time order. Owned by one stream task; not thread-safe.
 */
public final class ProfileStore {
    /** What a row sums. */
    public enum Level {
        PANE,
        WINDOW,
        HOUR,
        DAY,
        COPY
    }

    private static final int VERSION = 1;

    private final KeyValueStore<Bytes, byte[]> store;

    public ProfileStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The row that starts there, or an empty one. */
    public StoredProfile get(Scope scope, Level level, long startMs) {
        byte[] value = store.get(key(scope, level, startMs));
        return value == null ? new StoredProfile(startMs, 0, new Profile()) : row(startMs, value);
    }

    public void put(Scope scope, Level level, StoredProfile row) {
        store.put(key(scope, level, row.startMs()), Layouts.write(VERSION, out -> {
            out.writeInt(row.revision());
            ProfileCodec.write(row.profile(), out);
        }));
    }

    public void delete(Scope scope, Level level, long startMs) {
        store.delete(key(scope, level, startMs));
    }

    /** The rows that start in [fromMs, toMs), ascending; all in memory. */
    public List<StoredProfile> range(Scope scope, Level level, long fromMs, long toMs) {
        return range(store, scope, level, fromMs, toMs);
    }

    /** The same from outside of the task, through an interactive query. */
    public static List<StoredProfile> range(
            ReadOnlyKeyValueStore<Bytes, byte[]> store, Scope scope, Level level, long fromMs, long toMs) {
        List<StoredProfile> rows = new ArrayList<>();
        if (fromMs < toMs) {
            try (KeyValueIterator<Bytes, byte[]> found =
                    store.range(key(scope, level, fromMs), key(scope, level, toMs - 1))) {
                while (found.hasNext()) {
                    KeyValue<Bytes, byte[]> next = found.next();
                    rows.add(row(startMs(next.key), next.value));
                }
            }
        }
        return rows;
    }

    /** The sum of the windows that start in [fromMs, toMs), from outside of the task through an interactive query. */
    public static SpanProfile sumOfWindows(
            ReadOnlyKeyValueStore<Bytes, byte[]> store, Scope scope, long fromMs, long toMs) {
        SpanProfile sum = new SpanProfile();
        if (fromMs < toMs) {
            try (KeyValueIterator<Bytes, byte[]> found =
                    store.range(key(scope, Level.WINDOW, fromMs), key(scope, Level.WINDOW, toMs - 1))) {
                found.forEachRemaining(
                        next -> sum.add(row(startMs(next.key), next.value).profile()));
            }
        }
        return sum;
    }

    /** Deletes the rows that start in [fromMs, toMs). */
    public void deleteRange(Scope scope, Level level, long fromMs, long toMs) {
        if (fromMs >= toMs) {
            return;
        }
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found =
                store.range(key(scope, level, fromMs), key(scope, level, toMs - 1))) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(store::delete);
    }

    /** Start of the first row at or after a time; {@link Long#MAX_VALUE} if there is none. */
    public long firstAtOrAfter(Scope scope, Level level, long fromMs) {
        try (KeyValueIterator<Bytes, byte[]> found =
                store.range(key(scope, level, fromMs), key(scope, level, Long.MAX_VALUE))) {
            return found.hasNext() ? startMs(found.peekNextKey()) : Long.MAX_VALUE;
        }
    }

    /** Events of each closed window of a scope, by its start, through an interactive query; windows without any are left out. */
    public static NavigableMap<Long, Long> windowRows(ReadOnlyKeyValueStore<Bytes, byte[]> store, Scope scope) {
        NavigableMap<Long, Long> rows = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> found =
                store.range(key(scope, Level.WINDOW, Long.MIN_VALUE), key(scope, Level.WINDOW, Long.MAX_VALUE))) {
            found.forEachRemaining(row -> rows.put(
                    startMs(row.key), row(0, row.value).profile().rows().events()));
        }
        return rows;
    }

    static StoredProfile row(long startMs, byte[] value) {
        return Layouts.read(
                "a profile", VERSION, value, in -> new StoredProfile(startMs, in.readInt(), ProfileCodec.read(in)));
    }

    static Bytes key(Scope scope, Level level, long startMs) {
        byte[] name = ScopeKey.bytes(scope);
        ByteBuffer key = ByteBuffer.allocate(2 + name.length + 1 + 8);
        key.putShort((short) name.length).put(name).put((byte) level.ordinal()).putLong(startMs ^ Long.MIN_VALUE);
        return Bytes.wrap(key.array());
    }

    static long startMs(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(key.get().length - 8) ^ Long.MIN_VALUE;
    }
}
