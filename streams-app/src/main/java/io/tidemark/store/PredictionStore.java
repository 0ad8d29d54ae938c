package io.tidemark.store;

import io.tidemark.domain.NewestTimes;
import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.PredictionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Predictions and labels that grade still remembers.
 *
 * <pre>
 *  key  MODEL u8 0 i64 i64 (the id's hash)   value  u8 version = 1   prediction and truth ({@link PredictedCodec})
 *  key  MODEL u8 0                           value  u8 version = 1   i64 newest prediction's time ms   i64 newest label's
 * </pre>
 *
 * <p>Big-endian; the model in UTF-8. Owned by one stream task; not thread-safe.
 */
public final class PredictionStore {
    private static final int VERSION = 1;
    private static final int ID_BYTES = 2 * Long.BYTES;

    private final KeyValueStore<Bytes, byte[]> store;
    private @Nullable Bytes next;

    public PredictionStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The key of a prediction, also on the topics that grade reads and writes. */
    public static byte[] key(String model, PredictionId id) {
        byte[] utf8 = model.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(utf8.length + 1 + ID_BYTES)
                .put(utf8)
                .put((byte) 0)
                .putLong(id.high())
                .putLong(id.low())
                .array();
    }

    /** What is known of a prediction; {@link OpenPrediction#NOTHING} if nothing. */
    public OpenPrediction get(String model, PredictionId id) {
        byte[] value = store.get(Bytes.wrap(key(model, id)));
        return value == null ? OpenPrediction.NOTHING : read(value);
    }

    public void put(String model, PredictionId id, OpenPrediction open) {
        store.put(Bytes.wrap(key(model, id)), write(open));
    }

    /** A row as it is kept. */
    public static byte[] write(OpenPrediction open) {
        return Layouts.write(VERSION, out -> PredictedCodec.write(open.predicted(), open.truth(), out));
    }

    private static OpenPrediction read(byte[] value) {
        PredictedCodec.Both both = Layouts.read("an open prediction", VERSION, value, PredictedCodec::read);
        return new OpenPrediction(both.predicted(), both.truth());
    }

    /** How far a model's time had come when it was stored. */
    public NewestTimes newest(String model) {
        byte[] value = store.get(timeKey(model));
        return value == null
                ? NewestTimes.NONE
                : Layouts.read("times", VERSION, value, in -> new NewestTimes(in.readLong(), in.readLong()));
    }

    public void putNewest(String model, NewestTimes newest) {
        store.put(timeKey(model), Layouts.write(VERSION, out -> {
            out.writeLong(newest.predictionMs());
            out.writeLong(newest.labelMs());
        }));
    }

    private static Bytes timeKey(String model) {
        byte[] utf8 = model.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(Arrays.copyOf(utf8, utf8.length + 1));
    }

    /**
     * Looks at the next rows, from where it stopped the last time, and from the beginning once it has seen all.
     *
     * @param over whether a row of a model is to be deleted
     */
    public void sweep(int rows, BiPredicate<String, OpenPrediction> over) {
        List<Bytes> forgotten = new ArrayList<>();
        Bytes from = next;
        next = null;
        int seen = 0;
        try (KeyValueIterator<Bytes, byte[]> found = store.range(from, null)) {
            while (found.hasNext() && next == null) {
                KeyValue<Bytes, byte[]> row = found.next();
                if (seen++ == rows) {
                    next = row.key;
                } else if (isOver(row, over)) {
                    forgotten.add(row.key);
                }
            }
        }
        forgotten.forEach(store::delete);
    }

    private static boolean isOver(KeyValue<Bytes, byte[]> row, BiPredicate<String, OpenPrediction> over) {
        byte[] key = row.key.get();
        int end = key.length - ID_BYTES - 1;
        boolean isTime = end < 0 || key[end] != 0;
        return !isTime && over.test(new String(key, 0, end, StandardCharsets.UTF_8), read(row.value));
    }
}
