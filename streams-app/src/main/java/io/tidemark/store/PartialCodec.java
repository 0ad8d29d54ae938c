package io.tidemark.store;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Partial;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What crosses the partials topic. Big-endian:
 *
 * <pre>
 *  u8 version = 1   u8 kind
 *  kind 0, delta:  utf scope ({@link ScopeKey})   i64 pane start ms   profile ({@link ProfileCodec})
 *  kind 1, mark:   utf source   i64 newest event time ms   i64 events   u8 state (0 flowing, 1 idle, 2 ended)
 *  kind 2, copy:   as a delta
 * </pre>
 */
public final class PartialCodec {
    private static final int VERSION = 1;
    private static final int DELTA = 0;
    private static final int MARK = 1;
    private static final int COPY = 2;

    private PartialCodec() {}

    public static byte[] write(Partial partial) {
        if (partial instanceof Delta delta) {
            return Layouts.write(VERSION, out -> writeDelta(DELTA, delta, out));
        }
        if (partial instanceof Copy copy) {
            return Layouts.write(VERSION, out -> writeDelta(COPY, copy.delta(), out));
        }
        if (partial instanceof Mark mark) {
            return Layouts.write(VERSION, out -> writeMark(mark, out));
        }
        throw new IllegalArgumentException("unknown partial: type=" + partial.getClass());
    }

    private static void writeDelta(int kind, Delta delta, DataOutput out) throws IOException {
        out.writeByte(kind);
        out.writeUTF(ScopeKey.text(delta.scope()));
        out.writeLong(delta.paneStartMs());
        ProfileCodec.write(delta.profile(), out);
    }

    private static void writeMark(Mark mark, DataOutput out) throws IOException {
        out.writeByte(MARK);
        MarkCodec.write(mark, out);
    }

    /**
     * The partial of those bytes.
     *
     * @throws IllegalArgumentException if they are of another version or broken
     */
    public static Partial read(byte[] bytes) {
        return Layouts.read("a partial", VERSION, bytes, PartialCodec::read);
    }

    private static Partial read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case DELTA -> readDelta(in);
            case MARK -> MarkCodec.read(in);
            case COPY -> new Copy(readDelta(in));
            default ->
                throw new IllegalArgumentException("cannot read a partial: kind=" + kind + ", expected 0, 1 or 2");
        };
    }

    private static Delta readDelta(DataInput in) throws IOException {
        Scope scope = ScopeKey.scope(in.readUTF());
        // What is summed up whatever its time stands at the start of its era, which may be before all times.
        long startMs = in.readLong();
        long paneStartMs = scope.stage() == Stage.TRAINING ? Sound.timeOrNone(startMs) : Sound.time(startMs);
        return new Delta(scope, paneStartMs, Sound.delta(ProfileCodec.read(in)));
    }
}
