package io.tidemark.slo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a ledger as bytes: all of it but its blocks of slots.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 2
 * 1       8       big-endian       revision of the indicator
 * 9       8       big-endian       revision of the terms
 * 17      8       big-endian       hash of the corrections
 * 25      8       IEEE 754 big-e.  share of the budget consumed
 * 33      1       bits             1 dry run
 * 34      varint  unsigned         length of a slot, ms
 * …       varint  unsigned         length in bytes of the slots' part:
 *         varint  zig-zag            number of the first slot ever heard of (start ÷ length)
 *         varint  zig-zag            number of the newest slot
 *         varint  zig-zag            first slot in fine blocks
 *         varint  zig-zag            first slot in coarse blocks
 *         varint  unsigned           points that came too late
 *         varint  zig-zag            first slot of the calendar's period
 *         a tally                    its sum, as in BlockCodec
 *         varint  unsigned           running sums, then for each
 *         varint  unsigned             slots of the lookback
 *         a tally                      its sum
 * …       varint  unsigned         tiers, then for each
 *         varint  unsigned           conditions besides pairs, then for each
 *         varint  zig-zag              since when it holds, ms since the epoch; 0 if it does not
 * …       …       to the end       the episodes: {@link EpisodeCodec}
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first.
 */
final class LedgerCodec {
    private static final int DRY_RUN = 1;

    private LedgerCodec() {}

    /**
     * What a head holds.
     *
     * @param slotMs length of a slot
     * @param revision of the objective it was kept for
     * @param corrections hash of the corrections it was kept with
     * @param isDryRun whether it was a dry run
     * @param consumed share of the budget
     * @param slots the slots' part
     * @param waits of each tier
     * @param episodes all of them
     */
    record Head(
            long slotMs,
            Revision revision,
            long corrections,
            boolean isDryRun,
            double consumed,
            byte[] slots,
            List<long[]> waits,
            List<Episode> episodes) {}

    static byte[] write(Head head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(BlockCodec.VERSION);
        out.writeBytes(ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(head.revision().indicator())
                .putLong(head.revision().terms())
                .putLong(head.corrections())
                .putDouble(head.consumed())
                .array());
        out.write(head.isDryRun() ? DRY_RUN : 0);
        Varint.write(out, head.slotMs());
        Varint.write(out, head.slots().length);
        out.writeBytes(head.slots());
        Varint.write(out, head.waits().size());
        for (long[] waits : head.waits()) {
            Varint.write(out, waits.length);
            for (long sinceMs : waits) {
                Varint.writeSigned(out, sinceMs);
            }
        }
        out.writeBytes(EpisodeCodec.write(head.episodes()));
        return out.toByteArray();
    }

    /** @throws IllegalStateException if the layout is unknown */
    static Head read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        BlockCodec.checkVersion("slots", in.get());
        Revision revision = new Revision(in.getLong(), in.getLong());
        long corrections = in.getLong();
        double consumed = in.getDouble();
        boolean isDryRun = (in.get() & DRY_RUN) != 0;
        long slotMs = Varint.read(in);
        byte[] slots = new byte[(int) Varint.read(in)];
        in.get(slots);
        List<long[]> waits = readWaits(in);
        byte[] episodes = new byte[in.remaining()];
        in.get(episodes);
        return new Head(slotMs, revision, corrections, isDryRun, consumed, slots, waits, EpisodeCodec.read(episodes));
    }

    private static List<long[]> readWaits(ByteBuffer in) {
        List<long[]> waits = new ArrayList<>();
        for (long tiers = Varint.read(in); tiers > 0; tiers--) {
            long[] tier = new long[(int) Varint.read(in)];
            for (int i = 0; i < tier.length; i++) {
                tier[i] = Varint.readSigned(in);
            }
            waits.add(tier);
        }
        return waits;
    }

    /** Removes a head's blocks, whatever its slots' length; when its newest slot ended, event time. */
    static long clear(Head head, Shelf shelf) {
        ByteBuffer in = ByteBuffer.wrap(head.slots());
        Varint.readSigned(in);
        long last = Varint.readSigned(in);
        Rows rows = new Rows(Plan.ofRows(head.slotMs()), shelf, Corrections.NONE);
        rows.restore(Varint.readSigned(in), Varint.readSigned(in));
        rows.clear(last);
        return (last + 1) * head.slotMs();
    }
}
