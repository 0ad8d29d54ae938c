package io.tidemark.slo;

/**
 * Where one ledger is kept: a head that is written with each slot, and blocks of slots.
 *
 * <p>Owned by one task; not thread-safe.
 */
public interface Shelf {
    /** The head as it was put; empty if there is none. */
    byte[] head();

    /** Puts the head. */
    void putHead(byte[] bytes);

    /** The fine block of that number; one of nothing if there is none. What is changed in it counts once it is put. */
    Block.Fine fine(long number, int size);

    /** The coarse block of that number, likewise. */
    Block.Coarse coarse(long number, int size);

    /** Puts a block. */
    void put(long number, Block block);

    /** Removes a block if there is one. */
    void remove(Block.Kind kind, long number);
}
