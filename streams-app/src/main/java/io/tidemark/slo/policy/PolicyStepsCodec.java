package io.tidemark.slo.policy;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Varint;
import io.tidemark.slo.policy.PolicySteps.Held;
import io.tidemark.slo.policy.PolicySteps.Stored;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of {@link PolicySteps}, big-endian.
 *
 * <pre>
 * offset  width   type               content
 * 0       1       u8                 layout version, 1
 * 1       8       f64                share of the budget that was used up last
 * 9       varint  zig-zag            event time of the newest slot, ms
 *         varint  zig-zag            event time at which an incident was told last, ms; the least long if none was
 *         varint  u64                changes so far
 *         1       u8                 steps that hold, then each, the nearest first:
 *         8       f64                threshold
 *         1       u8                 how urgent it is: 0 page, 1 ticket, 2 info; plus 16 if people were told
 *         varint  zig-zag            event time at which it was entered, ms
 *         text    varint + UTF-8     the policy's name then
 * </pre>
 *
 * <p>A varint is {@link Varint}: seven bits a byte, lowest first.
 */
final class PolicyStepsCodec {
    private static final int VERSION = 1;
    private static final int TOLD = 16;

    private PolicyStepsCodec() {}

    static byte[] write(PolicySteps steps) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        writeDouble(out, steps.consumed());
        Varint.writeSigned(out, steps.metricTimeMs());
        Varint.writeSigned(out, steps.incidentMs());
        Varint.write(out, steps.sequence());
        out.write(steps.held().size());
        for (Held held : steps.held()) {
            writeDouble(out, held.threshold());
            out.write(held.severity().ordinal() + (held.isTold() ? TOLD : 0));
            Varint.writeSigned(out, held.sinceMs());
            Varint.writeText(out, held.policy());
        }
        return out.toByteArray();
    }

    private static void writeDouble(ByteArrayOutputStream out, double value) {
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    static PolicySteps read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read policy steps: version=" + version + ", readable versions=1.."
                    + VERSION + "; run with the newer build, or delete the store to rebuild it from readings");
        }
        Stored stored = new Stored(in.getDouble(), Varint.readSigned(in), Varint.readSigned(in), Varint.read(in));
        List<Held> held = new ArrayList<>();
        for (int left = in.get() & 0xFF; left > 0; left--) {
            held.add(readHeld(in));
        }
        return PolicySteps.restored(stored, held);
    }

    private static Held readHeld(ByteBuffer in) {
        double threshold = in.getDouble();
        int voice = in.get();
        long sinceMs = Varint.readSigned(in);
        Severity severity = Severity.values()[voice % TOLD];
        return new Held(threshold, Varint.readText(in), severity, voice >= TOLD, sinceMs);
    }
}
