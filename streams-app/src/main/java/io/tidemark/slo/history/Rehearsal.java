package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Ledger.Audience;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Varint;
import io.tidemark.slo.history.Hushed.Guard;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What one slice of an objective that is only tried out comes to, while it is tried out: what its report is made of.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Rehearsal {
    private static final int VERSION = 1;

    private final ReportTally tally;
    private final Hushes hushes;

    private Rehearsal(ReportTally tally, String slice) {
        this.tally = tally;
        this.hushes = new Hushes(slice);
    }

    /** Nothing yet. */
    public static Rehearsal of(String slice) {
        return new Rehearsal(new ReportTally(), slice);
    }

    /** Adds a slot, or what late data changed of one, see {@link ReportTally#slot}; and what the rules kept back at its end. */
    public void slot(long startMs, long endMs, Suggestion.Week counts, Posted posted) {
        tally.slot(startMs, endMs, counts.good(), counts.bad());
        hushes.note(posted, Audience.PEOPLE, endMs - startMs, posted.status().metricTimeMs());
    }

    /** Notes that the alert on all events spoke for this slice at the end of a slot. */
    public void spokenFor(Severity severity, long slotMs, long nowMs) {
        hushes.note(List.of(new Hushes.One(severity, 0, 0, Guard.WHOLE_MODEL)), slotMs, nowMs);
    }

    /** Adds an alert that people would have been told. */
    public void alert(Alert alert) {
        long sinceChangeMs = alert.context().changes().stream()
                .mapToLong(suspect -> Math.max(0, suspect.leadMs()))
                .min()
                .orElse(ReportTally.NO_CHANGE);
        tally.alert(alert, sinceChangeMs);
        if (alert.transition().notice() == Alert.Notice.OPENED) {
            hushes.noteCap(
                    alert.severity(),
                    alert.burn(),
                    alert.promise().slotMs(),
                    alert.times().metricTimeMs());
        }
    }

    /** Takes in a slice that is forgotten: what was told and kept back of it stays. */
    public void absorb(Rehearsal gone) {
        tally.absorb(gone.tally);
        gone.hushed().forEach(hushes::absorb);
    }

    /** What the report counts. */
    public ReportTally tally() {
        return tally;
    }

    /** What was kept back. */
    public List<Hushed> hushed() {
        return hushes.all();
    }

    /**
     * It as bytes; the slice is not among them.
     *
     * <pre>
     * offset  width   type      content
     * 0       1       u8        layout version, 1
     * 1       varint  u64       length of the tally, then {@link ReportTallyCodec}
     *         varint  u64       what was kept back, then of each:
     *         1       u8        severity: 0 page, 1 ticket, 2 info
     *         1       u8        the rule, in the order of {@link Guard}
     *         varint  u64       each: long lookback, short lookback, slots, runs of slots
     *         varint  zig-zag   each: end of the first slot, end of the last, ms
     * </pre>
     *
     * <p>At most one line a severity, pair and rule: under 3 KB in all.
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] counted = tally.toBytes();
        out.write(VERSION);
        Varint.write(out, counted.length);
        out.writeBytes(counted);
        Varint.write(out, hushed().size());
        for (Hushed hushed : hushed()) {
            out.write(hushed.severity().ordinal());
            out.write(hushed.why().ordinal());
            Varint.write(out, hushed.longMs());
            Varint.write(out, hushed.shortMs());
            Varint.write(out, hushed.slots());
            Varint.write(out, hushed.stretches());
            Varint.writeSigned(out, hushed.firstMs());
            Varint.writeSigned(out, hushed.lastMs());
        }
        return out.toByteArray();
    }

    /**
     * What {@link #toBytes()} wrote, of a slice.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Rehearsal fromBytes(String slice, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read what a dry run came to: version=" + version
                    + ", readable versions=1.." + VERSION + "; run with the newer build");
        }
        byte[] counted = new byte[(int) Varint.read(in)];
        in.get(counted);
        Rehearsal read = new Rehearsal(ReportTally.fromBytes(counted), slice);
        for (long left = Varint.read(in); left > 0; left--) {
            Severity severity = Severity.values()[in.get()];
            Guard why = Guard.values()[in.get()];
            long longMs = Varint.read(in);
            long shortMs = Varint.read(in);
            long slots = Varint.read(in);
            long stretches = Varint.read(in);
            long firstMs = Varint.readSigned(in);
            read.hushes.absorb(new Hushed(
                    slice, severity, longMs, shortMs, why, slots, stretches, firstMs, Varint.readSigned(in)));
        }
        return read;
    }
}
