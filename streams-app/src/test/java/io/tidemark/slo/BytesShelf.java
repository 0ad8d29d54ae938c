package io.tidemark.slo;

import java.util.Map;
import java.util.TreeMap;

/** A shelf that keeps bytes, as a store does; counts what is read and written. */
public final class BytesShelf implements Shelf {
    private final Map<String, byte[]> rows = new TreeMap<>();
    private byte[] head = new byte[0];
    private int reads;
    private long written;

    @Override
    public byte[] head() {
        return head;
    }

    @Override
    public void putHead(byte[] bytes) {
        head = bytes;
        written += bytes.length;
    }

    @Override
    public Block.Fine fine(long number, int size) {
        byte[] bytes = row("fine/" + number);
        return bytes.length == 0 ? Block.Fine.empty(size) : BlockCodec.readFine(bytes, size);
    }

    @Override
    public Block.Coarse coarse(long number, int size) {
        byte[] bytes = row("coarse/" + number);
        return bytes.length == 0 ? Block.Coarse.empty(size) : BlockCodec.readCoarse(bytes, size);
    }

    private byte[] row(String key) {
        reads++;
        return rows.getOrDefault(key, new byte[0]);
    }

    @Override
    public void put(long number, Block block) {
        byte[] bytes = block.toBytes();
        written += bytes.length;
        rows.put((block instanceof Block.Fine ? "fine/" : "coarse/") + number, bytes);
    }

    @Override
    public void remove(Block.Kind kind, long number) {
        rows.remove((kind == Block.Kind.FINE ? "fine/" : "coarse/") + number);
    }

    /** The blocks, by key. */
    public Map<String, byte[]> rows() {
        return rows;
    }

    /** Blocks read so far. */
    int reads() {
        return reads;
    }

    /** Bytes written so far, of heads and blocks. */
    long written() {
        return written;
    }

    /** Bytes of all blocks. */
    int bytes() {
        return rows.values().stream().mapToInt(row -> row.length).sum();
    }
}
