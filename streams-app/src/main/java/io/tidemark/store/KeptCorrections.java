package io.tidemark.store;

import io.tidemark.slo.Correction;
import io.tidemark.slo.CorrectionCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The corrections told at run time, in the store {@link StoreNames#OPERATIONS}: {@code correction/MODEL|ID}, {@link CorrectionCodec}. */
public final class KeptCorrections {
    private static final String KEYS = "correction/";

    private KeptCorrections() {}

    /** Where one is kept. */
    public static String key(String model, String id) {
        return KEYS + model + "|" + id;
    }

    /**
     * One that is kept.
     *
     * @param model whose it is
     */
    public record Kept(String model, Correction correction) {}

    /** Those of all models. O(corrections). */
    public static List<Kept> all(ReadOnlyKeyValueStore<String, byte[]> store) {
        return under(store, KEYS);
    }

    /** Those of a model. O(corrections). */
    public static List<Correction> of(ReadOnlyKeyValueStore<String, byte[]> store, String model) {
        return under(store, KEYS + model + "|").stream()
                .filter(kept -> kept.model().equals(model))
                .map(Kept::correction)
                .toList();
    }

    private static List<Kept> under(ReadOnlyKeyValueStore<String, byte[]> store, String prefix) {
        List<Kept> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(prefix, prefix + '\uffff')) {
            range.forEachRemaining(row -> {
                Correction correction = CorrectionCodec.read(row.value);
                int end = row.key.length() - correction.id().length() - 1;
                all.add(new Kept(row.key.substring(KEYS.length(), end), correction));
            });
        }
        return all;
    }
}
