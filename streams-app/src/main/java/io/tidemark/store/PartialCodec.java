package io.tidemark.store;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Partial;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
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
 *  kind 3, quality: utf scope   i64 window start ms   quality ({@link QualityCodec})
 *  kind 4, copy of quality: likewise
 *  kind 5, graded mark: i32 partition of grade   mark
 * </pre>
 */
public final class PartialCodec {
    private static final int VERSION = 1;
    private static final int DELTA = 0;
    private static final int MARK = 1;
    private static final int COPY = 2;
    private static final int QUALITY = 3;
    private static final int QUALITY_COPY = 4;
    private static final int GRADED_MARK = 5;

    private PartialCodec() {}

    public static byte[] write(Partial partial) {
        if (partial instanceof Delta delta) {
            return Layouts.write(VERSION, out -> writeDelta(DELTA, delta, out));
        }
        if (partial instanceof Copy copy) {
            return Layouts.write(VERSION, out -> writeDelta(COPY, copy.delta(), out));
        }
        if (partial instanceof QualityDelta quality) {
            return Layouts.write(VERSION, out -> writeQuality(QUALITY, quality, out));
        }
        if (partial instanceof QualityCopy copy) {
            return Layouts.write(VERSION, out -> writeQuality(QUALITY_COPY, copy.delta(), out));
        }
        if (partial instanceof GradedMark graded) {
            return Layouts.write(VERSION, out -> {
                out.writeByte(GRADED_MARK);
                out.writeInt(graded.partition());
                MarkCodec.write(graded.mark(), out);
            });
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

    private static void writeQuality(int kind, QualityDelta delta, DataOutput out) throws IOException {
        out.writeByte(kind);
        out.writeUTF(ScopeKey.text(delta.scope()));
        out.writeLong(delta.windowStartMs());
        QualityCodec.write(delta.counts(), out);
    }

    private static QualityDelta readQuality(DataInput in) throws IOException {
        return new QualityDelta(ScopeKey.scope(in.readUTF()), Sound.time(in.readLong()), QualityCodec.read(in));
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
            case QUALITY -> readQuality(in);
            case GRADED_MARK -> new GradedMark(in.readInt(), MarkCodec.read(in));
            case QUALITY_COPY -> new QualityCopy(readQuality(in));
            default -> throw new IllegalArgumentException("cannot read a partial: kind=" + kind + ", expected 0 to 5");
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
