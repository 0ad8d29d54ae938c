package io.tidemark.store;

import io.tidemark.slo.Block;
import io.tidemark.slo.BlockCodec;
import io.tidemark.slo.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A ledger in the store {@link StoreNames#SLOTS}.
 *
 * <pre>
 * key                                   value
 * slots/MODEL|OBJECTIVE|SLICE           the head, io.tidemark.slo.LedgerCodec; written with each slot
 * fine/MODEL|OBJECTIVE|SLICE/NUMBER     a block of native slots, io.tidemark.slo.BlockCodec; the newest is written with each slot
 * coarse/MODEL|OBJECTIVE|SLICE/NUMBER   a block of hours, likewise; written once an hour of event time
 * </pre>
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class LedgerShelf implements Shelf {
    /** Before the keys of heads. */
    public static final String HEADS = "slots/";

    private final KeyValueStore<String, byte[]> store;
    private final String key;

    /** @param key {@code MODEL|OBJECTIVE|SLICE} */
    public LedgerShelf(KeyValueStore<String, byte[]> store, String key) {
        this.store = store;
        this.key = key;
    }

    /** The slices of which there are ledgers under a prefix, {@code MODEL|OBJECTIVE|}. */
    public static List<String> slices(ReadOnlyKeyValueStore<String, byte[]> store, String prefix) {
        String from = HEADS + prefix;
        List<String> slices = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(from, from + "\uffff")) {
            range.forEachRemaining(entry -> slices.add(entry.key.substring(from.length())));
        }
        return slices;
    }

    /**
     * Whose a ledger is.
     *
     * @param model the model
     * @param objective the objective's id
     * @param slice the slice
     */
    public record Id(String model, String objective, String slice) {
        private static final int PARTS = 3;

        /** Of {@code MODEL|OBJECTIVE|SLICE}; only a slice may hold a bar. */
        static Id of(String key) {
            String[] parts = key.split("\\|", PARTS);
            return new Id(parts[0], parts[1], parts[2]);
        }

        /** {@code MODEL|OBJECTIVE|SLICE}. */
        public String key() {
            return String.join("|", model, objective, slice);
        }
    }

    /** Every ledger that there is. O(ledgers). */
    public static List<Id> all(KeyValueStore<String, byte[]> store) {
        return slices(store, "").stream().map(Id::of).toList();
    }

    @Override
    public byte[] head() {
        byte[] head = store.get(HEADS + key);
        return head == null ? new byte[0] : head;
    }

    @Override
    public void putHead(byte[] bytes) {
        if (bytes.length == 0) {
            store.delete(HEADS + key);
        } else {
            store.put(HEADS + key, bytes);
        }
    }

    @Override
    public Block.Fine fine(long number, int size) {
        byte[] bytes = store.get(key(Block.Kind.FINE, number));
        return bytes == null ? Block.Fine.empty(size) : BlockCodec.readFine(bytes, size);
    }

    @Override
    public Block.Coarse coarse(long number, int size) {
        byte[] bytes = store.get(key(Block.Kind.COARSE, number));
        return bytes == null ? Block.Coarse.empty(size) : BlockCodec.readCoarse(bytes, size);
    }

    @Override
    public void put(long number, Block block) {
        Block.Kind kind = block instanceof Block.Fine ? Block.Kind.FINE : Block.Kind.COARSE;
        store.put(key(kind, number), block.toBytes());
    }

    @Override
    public void remove(Block.Kind kind, long number) {
        store.delete(key(kind, number));
    }

    private String key(Block.Kind kind, long number) {
        return prefix(kind, key) + number;
    }

    /** Before the numbers of a ledger's blocks. */
    static String prefix(Block.Kind kind, String key) {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + key + "/";
    }
}
