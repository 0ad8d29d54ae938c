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
 * 0       1       unsigned byte    version, 1
 * 1       1       unsigned byte    changes, at most 64, then for each, oldest first
 *         1       bits               1 overdue, 2 other versions were seen
 *         varint  zig-zag            when it took effect, ms since the epoch
 *         text    varint + UTF-8     event id, version
 * </pre>
 */
public final class AwaitedCodec {
    private static final int VERSION = 1;
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
        Layout.check("awaited versions", in.get(), VERSION);
        List<Wait> waits = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            int bits = in.get();
            long atMs = Varint.readSigned(in);
            String eventId = Varint.readText(in);
            String version = Varint.readText(in);
            Sees sees = (bits & OTHERS) == 0 ? Sees.NOTHING : Sees.OTHERS;
            waits.add(new Wait(eventId, version, atMs, (bits & OVERDUE) != 0, sees));
        }
        return Awaited.of(waits);
    }
}
