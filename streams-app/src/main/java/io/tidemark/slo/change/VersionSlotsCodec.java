package io.tidemark.slo.change;

import io.tidemark.slo.Varint;
import io.tidemark.slo.change.VersionSlots.Count;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * {@link VersionSlots} as bytes.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 1
 * 1       varint  unsigned         windows, then for each, oldest first
 *         varint  zig-zag            its start, ms since the epoch; from the second on, since the one before
 *         varint  unsigned           good, bad, revision
 * </pre>
 *
 * <p>Some 8 bytes a window, 4 kB when full.
 */
public final class VersionSlotsCodec {
    private static final int VERSION = 1;

    private VersionSlotsCodec() {}

    /** The bytes of a version's windows. */
    public static byte[] write(VersionSlots slots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Varint.write(out, slots.windows().size());
        long before = 0;
        for (Map.Entry<Long, Count> window : slots.windows().entrySet()) {
            Varint.writeSigned(out, window.getKey() - before);
            Varint.write(out, window.getValue().good());
            Varint.write(out, window.getValue().bad());
            Varint.write(out, window.getValue().revision());
            before = window.getKey();
        }
        return out.toByteArray();
    }

    /**
     * The windows of {@link #write}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static VersionSlots read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Layout.check("a version's windows", in.get(), VERSION);
        VersionSlots slots = new VersionSlots();
        long startMs = 0;
        for (long left = Varint.read(in); left > 0; left--) {
            startMs += Varint.readSigned(in);
            long good = Varint.read(in);
            long bad = Varint.read(in);
            slots.put(startMs, new Count(good, bad, (int) Varint.read(in)));
        }
        return slots;
    }
}
