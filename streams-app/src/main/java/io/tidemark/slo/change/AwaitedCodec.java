package io.tidemark.slo.change;

import io.tidemark.slo.Varint;
import io.tidemark.slo.change.Awaited.Sees;
import io.tidemark.slo.change.Awaited.Wait;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Awaited} as bytes.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 2; of version 1 there is no clock
 * 1       1       unsigned byte    changes, at most 64, then for each, oldest first
 *         1       bits               1 overdue, 2 other versions were seen
 *         varint  zig-zag            when it took effect, ms since the epoch
 *         text    varint + UTF-8     event id, version
 *         varint  zig-zag          when it was heard of by the clock, ms since the epoch
 * </pre>
 */
public final class AwaitedCodec {
    private static final int VERSION = 2;
    private static final int WITHOUT_CLOCK = 1;
    private static final long LONG_AGO_MS = 365 * 24 * 3_600_000L;
    private static final int OVERDUE = 1;
    private static final int OTHERS = 2;

    private AwaitedCodec() {}

    /** The bytes of what is awaited. */
    public static byte[] write(Awaited awaited) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Wait> waits = awaited.waits();
        out.write(VERSION);
        out.write(waits.size());
        for (Wait wait : waits) {
            out.write((wait.isOverdue() ? OVERDUE : 0) | (wait.sees() == Sees.OTHERS ? OTHERS : 0));
            Varint.writeSigned(out, wait.atMs());
            Varint.writeText(out, wait.eventId());
            Varint.writeText(out, wait.version());
            Varint.writeSigned(out, wait.heardMs());
        }
        return out.toByteArray();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Awaited read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int layout = in.get();
        Layout.check("awaited versions", layout == WITHOUT_CLOCK ? VERSION : layout, VERSION);
        List<Wait> waits = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            int bits = in.get();
            long atMs = Varint.readSigned(in);
            String eventId = Varint.readText(in);
            String version = Varint.readText(in);
            Sees sees = (bits & OTHERS) == 0 ? Sees.NOTHING : Sees.OTHERS;
            long heardMs = layout == WITHOUT_CLOCK ? atMs - LONG_AGO_MS : Varint.readSigned(in);
            waits.add(new Wait(eventId, version, atMs, (bits & OVERDUE) != 0, sees, heardMs));
        }
        return Awaited.of(waits);
    }
}
