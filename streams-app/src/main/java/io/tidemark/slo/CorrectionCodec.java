package io.tidemark.slo;

import io.tidemark.slo.Correction.Category;
import io.tidemark.slo.Correction.Selector;
import io.tidemark.slo.Correction.When;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.ZoneId;

/**
 * A correction as bytes.
 *
 * <pre>
 * offset  width   type               content
 * 0       1       u8                 layout version, 1
 * 1       1       u8                 category: 0 maintenance, 1 deployment, 2 chaos, 3 outside hours, 4 data incident
 * 2       1       u8                 0 once, 1 recurring
 * 3       varint  zig-zag            start, ms
 *         varint  zig-zag            end, or until when it recurs, ms
 *         varint  zig-zag            duration of each recurrence, ms; 0 for once
 *         text    varint + UTF-8     each: rule, zone (both empty for once), id, objective, slice, reason, by
 * </pre>
 */
public final class CorrectionCodec {
    private static final int VERSION = 1;

    private CorrectionCodec() {}

    /** A correction's bytes. */
    public static byte[] write(Correction correction) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        out.write(VERSION);
        out.write(correction.category().ordinal());
        if (correction.when() instanceof When.Once once) {
            out.write(0);
            times(out, once.startMs(), once.endMs(), 0, "", "");
        } else if (correction.when() instanceof When.Recurring recurring) {
            out.write(1);
            times(
                    out,
                    recurring.startMs(),
                    recurring.untilMs(),
                    recurring.durationMs(),
                    recurring.rule(),
                    recurring.zone().getId());
        } else {
            throw new IllegalStateException(
                    "unknown time: type=" + correction.when().getClass());
        }
        Varint.writeText(out, correction.id());
        Varint.writeText(out, correction.selector().objective());
        Varint.writeText(out, correction.selector().slice());
        Varint.writeText(out, correction.reason());
        Varint.writeText(out, correction.by());
        return out.toByteArray();
    }

    private static void times(
            ByteArrayOutputStream out, long startMs, long endMs, long durationMs, String rule, String zone) {
        Varint.writeSigned(out, startMs);
        Varint.writeSigned(out, endMs);
        Varint.writeSigned(out, durationMs);
        Varint.writeText(out, rule);
        Varint.writeText(out, zone);
    }

    /**
     * The correction of those bytes.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Correction read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read a correction: version=" + version + ", readable versions=1.."
                    + VERSION + "; run with the newer build");
        }
        Category category = Category.values()[in.get()];
        boolean recurs = in.get() == 1;
        When when = when(in, recurs ? Kind.RECURRING : Kind.ONCE);
        String id = Varint.readText(in);
        Selector selector = new Selector(Varint.readText(in), Varint.readText(in));
        String reason = Varint.readText(in);
        return new Correction(id, selector, when, category, reason, Varint.readText(in));
    }

    private enum Kind {
        ONCE,
        RECURRING
    }

    private static When when(ByteBuffer in, Kind kind) {
        long startMs = Varint.readSigned(in);
        long endMs = Varint.readSigned(in);
        long durationMs = Varint.readSigned(in);
        String rule = Varint.readText(in);
        String zone = Varint.readText(in);
        return kind == Kind.ONCE
                ? new When.Once(startMs, endMs)
                : new When.Recurring(startMs, endMs, rule, durationMs, ZoneId.of(zone));
    }
}
