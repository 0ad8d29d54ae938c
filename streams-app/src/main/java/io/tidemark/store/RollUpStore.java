package io.tidemark.store;

import io.tidemark.domain.Profile;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.store.ProfileStore.Level;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Sums of closed windows by the hour and the day, beside the windows in the store of {@link ProfileStore}.
 *
 * <pre>
 *  key    as {@link ProfileStore}'s, with level 2 (hour) or 3 (day)
 *  value  u8 version = 1   i32 layers   layers × profile ({@link ProfileCodec}, {@link SpanProfile#layers})
 * </pre>
 *
 * <p>Big-endian. Owned by one stream task; not thread-safe.
 */
public final class RollUpStore {
    private static final int VERSION = 1;

    private final KeyValueStore<Bytes, byte[]> store;

    public RollUpStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The sum of the rows that start in [fromMs, toMs); empty if there are none. */
    public SpanProfile sum(Scope scope, RollUp rollUp, long fromMs, long toMs) {
        return sum(store, scope, rollUp, fromMs, toMs);
    }

    /** The same from outside of the task, through an interactive query. */
    public static SpanProfile sum(
            ReadOnlyKeyValueStore<Bytes, byte[]> store, Scope scope, RollUp rollUp, long fromMs, long toMs) {
        SpanProfile sum = new SpanProfile();
        if (fromMs < toMs) {
            Level level = level(rollUp);
            try (KeyValueIterator<Bytes, byte[]> found =
                    store.range(ProfileStore.key(scope, level, fromMs), ProfileStore.key(scope, level, toMs - 1))) {
                found.forEachRemaining(row -> sum.add(read(row.value)));
            }
        }
        return sum;
    }

    /** The span of a row. */
    static SpanProfile read(byte[] value) {
        return Layouts.read("a roll-up", VERSION, value, RollUpStore::span);
    }

    private static SpanProfile span(DataInput in) throws IOException {
        List<Profile> layers = new ArrayList<>();
        int count = in.readInt();
        for (int layer = 0; layer < count; layer++) {
            layers.add(ProfileCodec.read(in));
        }
        return SpanProfile.of(layers);
    }

    public void put(Scope scope, RollUp rollUp, long startMs, SpanProfile span) {
        List<Profile> layers = span.layers();
        store.put(ProfileStore.key(scope, level(rollUp), startMs), Layouts.write(VERSION, out -> {
            out.writeInt(layers.size());
            for (Profile layer : layers) {
                ProfileCodec.write(layer, out);
            }
        }));
    }

    /** Deletes the rows that start before a time. */
    public void deleteBefore(Scope scope, RollUp rollUp, long beforeMs) {
        List<Bytes> keys = new ArrayList<>();
        Level level = level(rollUp);
        try (KeyValueIterator<Bytes, byte[]> found = store.range(
                ProfileStore.key(scope, level, Long.MIN_VALUE), ProfileStore.key(scope, level, beforeMs - 1))) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(store::delete);
    }

    /** The level of its rows. */
    static Level level(RollUp rollUp) {
        return rollUp == RollUp.HOUR ? Level.HOUR : Level.DAY;
    }
}
