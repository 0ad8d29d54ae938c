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
 * …       varint  zig-zag          number of the first slot kept
 * …       varint  unsigned         runs, then for each
 *         varint  unsigned           slots in the run
 *         1       unsigned byte      kind: 0 ABSENT, 1 COUNTED, 2 EXCLUDED, 3 OPEN
 *         varint  unsigned           good
 *         varint  unsigned           bad
 *         varint  unsigned           revision
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first.
 */
final class SlotsCodec {
    private static final int VERSION = 1;

    private SlotsCodec() {}

    static byte[] write(long slotMs, long origin, long first, List<Kept> kept) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Varint.write(out, slotMs);
        Varint.writeSigned(out, origin);
        Varint.writeSigned(out, first);
        Varint.write(out, runs(kept));
        for (int start = 0; start < kept.size(); start = runEnd(kept, start)) {
            Varint.write(out, runEnd(kept, start) - start);
            writeSlot(out, kept.get(start));
        }
        return out.toByteArray();
    }

    private static int runs(List<Kept> kept) {
        int runs = 0;
        for (int start = 0; start < kept.size(); start = runEnd(kept, start)) {
            runs++;
        }
        return runs;
    }

    private static int runEnd(List<Kept> kept, int start) {
        int end = start + 1;
        while (end < kept.size() && kept.get(end).equals(kept.get(start))) {
            end++;
        }
        return end;
    }

    private static void writeSlot(ByteArrayOutputStream out, Kept kept) {
        out.write(kept.slot().kind().ordinal());
        Varint.write(out, kept.slot().good());
        Varint.write(out, kept.slot().bad());
        Varint.write(out, kept.revision());
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
        for (long runs = Varint.read(in); runs > 0; runs--) {
            long length = Varint.read(in);
            Slot.Kind kind = Slot.Kind.values()[in.get()];
            Slot slot = new Slot(kind, Varint.read(in), Varint.read(in));
            Kept one = new Kept(slot, (int) Varint.read(in));
            for (long i = 0; i < length; i++) {
                kept.add(one);
            }
        }
        return kept;
    }
}
