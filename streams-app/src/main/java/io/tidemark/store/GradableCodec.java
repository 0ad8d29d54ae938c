package io.tidemark.store;

import io.tidemark.domain.Gradable;
import io.tidemark.domain.PredictionId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What crosses the topic of gradable predictions. Big-endian:
 *
 * <pre>
 *  u8 version = 1   u8 kind
 *  kind 0, half:      utf model   i64 i64 (the id's hash)   prediction or truth, one of them ({@link PredictedCodec})
 *  kind 1, progress:  mark ({@link MarkCodec})
 * </pre>
 */
public final class GradableCodec {
    private static final int VERSION = 1;
    private static final int HALF = 0;
    private static final int PROGRESS = 1;

    private GradableCodec() {}

    public static byte[] write(Gradable gradable) {
        return Layouts.write(VERSION, out -> {
            if (gradable instanceof Gradable.Half half) {
                out.writeByte(HALF);
                write(half, out);
            } else if (gradable instanceof Gradable.Progress progress) {
                out.writeByte(PROGRESS);
                MarkCodec.write(progress.mark(), out);
            }
        });
    }

    private static void write(Gradable.Half half, DataOutput out) throws IOException {
        out.writeUTF(half.model());
        out.writeLong(half.id().high());
        out.writeLong(half.id().low());
        if (half instanceof Gradable.OfPrediction prediction) {
            PredictedCodec.write(prediction.predicted(), null, out);
        } else if (half instanceof Gradable.OfLabel label) {
            PredictedCodec.write(null, label.truth(), out);
        }
    }

    /**
     * What is gradable, of those bytes.
     *
     * @throws IllegalArgumentException if they are of another version or broken
     */
    public static Gradable read(byte[] bytes) {
        return Layouts.read("a gradable prediction", VERSION, bytes, GradableCodec::read);
    }

    private static Gradable read(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case HALF -> readHalf(in);
            case PROGRESS -> new Gradable.Progress(MarkCodec.read(in));
            default ->
                throw new IllegalArgumentException(
                        "cannot read a gradable prediction: kind=" + kind + ", expected 0 or 1");
        };
    }

    private static Gradable.Half readHalf(DataInput in) throws IOException {
        String model = in.readUTF();
        PredictionId id = new PredictionId(in.readLong(), in.readLong());
        PredictedCodec.Both both = PredictedCodec.read(in);
        if (both.predicted() != null) {
            return new Gradable.OfPrediction(model, id, both.predicted());
        }
        if (both.truth() != null) {
            return new Gradable.OfLabel(model, id, both.truth());
        }
        throw new IllegalArgumentException("a gradable prediction is neither a prediction nor a label: model=" + model);
    }
}
