package io.tidemark.slo.voice;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A slice of which readings come, and how far it was heard; event times.
 *
 * @param id whose readings
 * @param joinedMs end of the first slot heard: it is expected from the next one on, so that who came first does not matter
 * @param heardMs end of the newest slot heard
 * @param leftMs end of the last slot, if it said that it will be silent; else {@link #NEVER}
 * @param presence whether it is waited for
 */
public record Member(Id id, long joinedMs, long heardMs, long leftMs, Presence presence) {
    /** Of a slice that has not left. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int VERSION = 1;

    /**
     * Whose readings.
     *
     * @param scope model, stage and slice
     * @param comparison what they are measured against
     */
    public record Id(Scope scope, Comparison comparison) {}

    /** Whether others wait for a slice. */
    public enum Presence {
        AWAITED,
        /** It did not come in time, and is not waited for until it is heard again. */
        ABSENT
    }

    /** A slice that is heard for the first time. */
    static Member joining(Id id, long slotEndMs) {
        return new Member(id, slotEndMs, slotEndMs, NEVER, Presence.AWAITED);
    }

    /** The same, heard up to an instant. One that had left joins anew. */
    Member heard(long slotEndMs) {
        if (leftMs != NEVER && slotEndMs > leftMs) {
            return joining(id, slotEndMs);
        }
        return new Member(id, joinedMs, Math.max(heardMs, slotEndMs), leftMs, Presence.AWAITED);
    }

    /** The same, with its last slot behind it. */
    Member leaving() {
        return new Member(id, joinedMs, heardMs, heardMs, presence);
    }

    /** The same, not waited for. */
    Member absent() {
        return new Member(id, joinedMs, heardMs, leftMs, Presence.ABSENT);
    }

    /** Whether it has something to say of the slot that ends then. */
    boolean isExpectedAt(long slotEndMs) {
        return presence == Presence.AWAITED && joinedMs < slotEndMs && slotEndMs <= leftMs;
    }

    /** Whether nobody has to wait for it at that slot. */
    boolean isSettledAt(long slotEndMs) {
        return heardMs >= slotEndMs || !isExpectedAt(slotEndMs);
    }

    /**
     * All but the id as bytes.
     *
     * <pre>
     * offset  width   type      content
     * 0       1       u8        layout version, 1
     * 1       1       u8        0 awaited, 1 absent
     * 2       varint  zig-zag   joined, ms
     *         varint  zig-zag   heard, ms
     *         varint  zig-zag   left, ms
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.write(presence.ordinal());
        Varint.writeSigned(out, joinedMs);
        Varint.writeSigned(out, heardMs);
        Varint.writeSigned(out, leftMs);
        return out.toByteArray();
    }

    /**
     * The member of {@link #toBytes()}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Member fromBytes(Id id, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read a slice's progress: version=" + version
                    + ", readable versions=1.." + VERSION + "; run with the newer build");
        }
        Presence presence = Presence.values()[in.get()];
        long joinedMs = Varint.readSigned(in);
        long heardMs = Varint.readSigned(in);
        return new Member(id, joinedMs, heardMs, Varint.readSigned(in), presence);
    }
}
