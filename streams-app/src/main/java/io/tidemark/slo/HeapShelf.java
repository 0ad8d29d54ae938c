package io.tidemark.slo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A ledger on the heap: of a simulation, or of a test. Bounded by the ledger's window. */
public final class HeapShelf implements Shelf {
    private final Map<Block.Kind, Map<Long, Block>> blocks = new EnumMap<>(Block.Kind.class);
    private byte[] head = new byte[0];

    /** An empty shelf. */
    public HeapShelf() {
        for (Block.Kind kind : Block.Kind.values()) {
            blocks.put(kind, new HashMap<>());
        }
    }

    @Override
    public byte[] head() {
        return head.clone();
    }

    @Override
    public void putHead(byte[] bytes) {
        head = bytes.clone();
    }

    @Override
    public Block.Fine fine(long number, int size) {
        return of(Block.Kind.FINE).get(number) instanceof Block.Fine fine ? fine : Block.Fine.empty(size);
    }

    @Override
    public Block.Coarse coarse(long number, int size) {
        return of(Block.Kind.COARSE).get(number) instanceof Block.Coarse coarse ? coarse : Block.Coarse.empty(size);
    }

    @Override
    public void put(long number, Block block) {
        of(block instanceof Block.Fine ? Block.Kind.FINE : Block.Kind.COARSE).put(number, block);
    }

    @Override
    public void remove(Block.Kind kind, long number) {
        of(kind).remove(number);
    }

    /** The blocks of a kind, by number. */
    Map<Long, Block> blocks(Block.Kind kind) {
        return Map.copyOf(of(kind));
    }

    private Map<Long, Block> of(Block.Kind kind) {
        Map<Long, Block> found = blocks.get(kind);
        if (found == null) {
            throw new IllegalStateException("a shelf has all kinds: kind=" + kind);
        }
        return found;
    }
}
