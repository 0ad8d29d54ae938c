package io.tidemark.slo;

import io.tidemark.slo.Block.Group;
import io.tidemark.slo.Block.Kept;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A block as bytes: runs of equal entries, so that a quiet day of time slices is a few bytes.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 2
 * 1       …       then to the end of the bytes, for each run; what follows the last run was not heard of
 *         varint  unsigned           entries in the run
 *         fine:
 *         varint  unsigned           8 · revision + kind: 0 ABSENT, 1 COUNTED, 2 EXCLUDED, 3 OPEN, 4 DOUBTFUL, 5 SILENT
 *         varint  unsigned           good
 *         varint  unsigned           bad
 *         coarse:
 *         varint  unsigned           slots that corrections covered when they were summed up
 *         a tally                    of the others
 *         a tally                    of those that were covered; missing if there are none
 *         a tally:
 *         varint  unsigned           slots that count
 *         varint  unsigned           2 · slots excluded, + 1 if there are slots without data
 *         varint  unsigned           slots without data; missing if there are none
 *         varint  unsigned           good
 *         varint  unsigned           bad
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first. Whether a block is fine or coarse, and of how many entries, is known by
 * its key and the ledger's slot length.
 */
public final class BlockCodec {
    /** Version 1 held all slots of a ledger in one value. */
    static final int VERSION = 2;

    private static final int KIND_BITS = 3;
    private static final Slot.Kind[] KINDS = Slot.Kind.values();

    private BlockCodec() {}

    static byte[] write(Block block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        if (block instanceof Block.Fine fine) {
            writeFine(out, fine.slots());
        } else if (block instanceof Block.Coarse coarse) {
            writeCoarse(out, coarse.groups());
        } else {
            throw new IllegalArgumentException("unknown block: type=" + block.getClass());
        }
        return out.toByteArray();
    }

    private static void writeFine(ByteArrayOutputStream out, Kept[] slots) {
        int end;
        for (int start = 0; start < slots.length; start = end) {
            end = runEnd(slots, start);
            if (end == slots.length && slots[start].equals(Kept.NOTHING)) {
                return;
            }
            Varint.write(out, end - start);
            Kept kept = slots[start];
            Varint.write(
                    out,
                    (long) kept.revision() << KIND_BITS | kept.slot().kind().ordinal());
            Varint.write(out, kept.slot().good());
            Varint.write(out, kept.slot().bad());
        }
    }

    private static void writeCoarse(ByteArrayOutputStream out, Group[] groups) {
        int end;
        for (int start = 0; start < groups.length; start = end) {
            end = runEnd(groups, start);
            if (end == groups.length && groups[start].equals(Group.NOTHING)) {
                return;
            }
            Varint.write(out, end - start);
            Varint.write(out, groups[start].outSlots());
            writeTally(out, groups[start].kept());
            if (groups[start].outSlots() > 0) {
                writeTally(out, groups[start].out());
            }
        }
    }

    static void writeTally(ByteArrayOutputStream out, Tally tally) {
        Varint.write(out, tally.countedSlots());
        Varint.write(out, 2L * tally.excludedSlots() + (tally.silentSlots() > 0 ? 1 : 0));
        if (tally.silentSlots() > 0) {
            Varint.write(out, tally.silentSlots());
        }
        Varint.write(out, tally.good());
        Varint.write(out, tally.bad());
    }

    static Tally readTally(ByteBuffer in) {
        int counted = (int) Varint.read(in);
        int excluded = (int) Varint.read(in);
        int silent = excluded % 2 == 0 ? 0 : (int) Varint.read(in);
        return new Tally(Varint.read(in), Varint.read(in), counted, excluded / 2, silent);
    }

    private static int runEnd(Object[] entries, int start) {
        int end = start + 1;
        while (end < entries.length && entries[end].equals(entries[start])) {
            end++;
        }
        return end;
    }

    /**
     * The fine block of {@link Block#toBytes}.
     *
     * @param size entries of a block
     * @throws IllegalStateException if the layout is unknown
     */
    public static Block.Fine readFine(byte[] bytes, int size) {
        Block.Fine block = Block.Fine.empty(size);
        ByteBuffer in = opened(bytes);
        for (int at = 0; in.hasRemaining(); ) {
            int end = at + (int) Varint.read(in);
            long head = Varint.read(in);
            Slot.Kind kind = KINDS[(int) (head & (1 << KIND_BITS) - 1)];
            Slot slot = new Slot(kind, Varint.read(in), Varint.read(in));
            Arrays.fill(block.slots(), at, end, new Kept(slot, (int) (head >> KIND_BITS)));
            at = end;
        }
        return block;
    }

    /**
     * The coarse block of {@link Block#toBytes}.
     *
     * @param size entries of a block
     * @throws IllegalStateException if the layout is unknown
     */
    public static Block.Coarse readCoarse(byte[] bytes, int size) {
        Block.Coarse block = Block.Coarse.empty(size);
        ByteBuffer in = opened(bytes);
        for (int at = 0; in.hasRemaining(); ) {
            int end = at + (int) Varint.read(in);
            int outSlots = (int) Varint.read(in);
            Tally kept = readTally(in);
            Tally covered = outSlots > 0 ? readTally(in) : Tally.NONE;
            Arrays.fill(block.groups(), at, end, new Group(kept, covered, outSlots));
            at = end;
        }
        return block;
    }

    private static ByteBuffer opened(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        checkVersion("slots", in.get());
        return in;
    }

    /** @throws IllegalStateException if the layout is unknown */
    static void checkVersion(String what, int version) {
        if (version != VERSION) {
            throw new IllegalStateException("cannot read " + what + ": version=" + version + ", readable versions="
                    + VERSION + ".." + VERSION
                    + "; run with the build that wrote it, or delete the store to rebuild it from readings");
        }
    }
}
