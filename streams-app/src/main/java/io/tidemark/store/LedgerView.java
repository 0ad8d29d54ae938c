package io.tidemark.store;

import io.tidemark.slo.Block;
import io.tidemark.slo.BlockCodec;
import io.tidemark.slo.Shelf;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A ledger of the store {@link StoreNames#SLOTS} as it is now, to be read and never written: its head and all of its blocks, in memory, in the
 * layout of {@link LedgerShelf}.
 *
 * <p>Owned by one request; not thread-safe.
 */
public final class LedgerView implements Shelf {
    private final byte[] head;
    private final Map<Long, byte[]> fine;
    private final Map<Long, byte[]> coarse;
    private final Map<Long, Block.Fine> fineBlocks = new HashMap<>();
    private final Map<Long, Block.Coarse> coarseBlocks = new HashMap<>();

    /**
     * Reads all of it. O(blocks).
     *
     * @param key {@code MODEL|OBJECTIVE|SLICE}
     */
    public LedgerView(ReadOnlyKeyValueStore<String, byte[]> store, String key) {
        byte[] found = store.get(LedgerShelf.HEADS + key);
        head = found == null ? new byte[0] : found;
        fine = blocks(store, LedgerShelf.prefix(Block.Kind.FINE, key));
        coarse = blocks(store, LedgerShelf.prefix(Block.Kind.COARSE, key));
    }

    /** Of the keys with that prefix those that end with a number: the others are of a slice whose name has a slash. */
    private static Map<Long, byte[]> blocks(ReadOnlyKeyValueStore<String, byte[]> store, String prefix) {
        Map<Long, byte[]> blocks = new HashMap<>();
        try (KeyValueIterator<String, byte[]> found = store.range(prefix, prefix + '\uffff')) {
            found.forEachRemaining(row -> {
                String number = row.key.substring(prefix.length());
                if (number.matches("-?\\d{1,18}")) {
                    blocks.put(Long.parseLong(number), row.value);
                }
            });
        }
        return blocks;
    }

    @Override
    public byte[] head() {
        return head;
    }

    @Override
    public Block.Fine fine(long number, int size) {
        return fineBlocks.computeIfAbsent(number, absent -> {
            byte[] bytes = fine.get(absent);
            return bytes == null ? Block.Fine.empty(size) : BlockCodec.readFine(bytes, size);
        });
    }

    @Override
    public Block.Coarse coarse(long number, int size) {
        return coarseBlocks.computeIfAbsent(number, absent -> {
            byte[] bytes = coarse.get(absent);
            return bytes == null ? Block.Coarse.empty(size) : BlockCodec.readCoarse(bytes, size);
        });
    }

    @Override
    public void putHead(byte[] bytes) {
        throw new UnsupportedOperationException("a view of a ledger is not written");
    }

    @Override
    public void put(long number, Block block) {
        throw new UnsupportedOperationException("a view of a ledger is not written");
    }

    @Override
    public void remove(Block.Kind kind, long number) {
        throw new UnsupportedOperationException("a view of a ledger is not written");
    }
}
