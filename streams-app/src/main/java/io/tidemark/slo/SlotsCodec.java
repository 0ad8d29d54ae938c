package io.tidemark.slo;

import io.tidemark.slo.Slots.Kept;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Slots as bytes: runs of equal slots, so that a quiet month of time slices is a few bytes.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 1
 * 1       varint  unsigned         length of a slot in ms
 * …       varint  zig-zag          number of the first slot ever heard of (start ÷ length)
 * …       varint  zig-zag          number of the first slot kept, then to the end of the bytes, for each run
 *         varint  unsigned           slots in the run
 *         varint  unsigned           4 · revision + kind: 0 ABSENT, 1 COUNTED, 2 EXCLUDED, 3 OPEN
 *         varint  unsigned           good
 *         varint  unsigned           bad
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first.
 */
final class SlotsCodec {
    private static final int VERSION = 1;
    private static final int KIND_BITS = 2;
    private static final Slot.Kind[] KINDS = Slot.Kind.values();

    private SlotsCodec() {}

    static byte[] write(long slotMs, long origin, long first, List<Kept> kept) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Varint.write(out, slotMs);
        Varint.writeSigned(out, origin);
        Varint.writeSigned(out, first);
        int end;
        for (int start = 0; start < kept.size(); start = end) {
            end = runEnd(kept, start);
            Varint.write(out, end - start);
            writeSlot(out, kept.get(start));
        }
        return out.toByteArray();
    }

    private static int runEnd(List<Kept> kept, int start) {
        int end = start + 1;
        while (end < kept.size() && kept.get(end).equals(kept.get(start))) {
            end++;
        }
        return end;
    }

    private static void writeSlot(ByteArrayOutputStream out, Kept kept) {
        Varint.write(
                out, (long) kept.revision() << KIND_BITS | kept.slot().kind().ordinal());
        Varint.write(out, kept.slot().good());
        Varint.write(out, kept.slot().bad());
    }

    static Slots read(Goal goal, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read slots: version=" + version + ", readable versions=1.."
                    + VERSION + "; run with the newer build, or delete the store to rebuild it from readings");
        }
        if (Varint.read(in) != goal.slotMs()) {
            return new Slots(goal);
        }
        long origin = Varint.readSigned(in);
        long first = Varint.readSigned(in);
        return Slots.restored(goal, origin, first, readRuns(in));
    }

    private static List<Kept> readRuns(ByteBuffer in) {
        List<Kept> kept = new ArrayList<>();
        while (in.hasRemaining()) {
            long length = Varint.read(in);
            long head = Varint.read(in);
            Slot.Kind kind = KINDS[(int) (head & (1 << KIND_BITS) - 1)];
            Slot slot = new Slot(kind, Varint.read(in), Varint.read(in));
            Kept one = new Kept(slot, (int) (head >> KIND_BITS));
            for (long i = 0; i < length; i++) {
                kept.add(one);
            }
        }
        return kept;
    }
}
