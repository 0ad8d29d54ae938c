package io.tidemark.store;

import io.tidemark.domain.Graded;
import io.tidemark.domain.Truth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What crosses the topic of graded predictions. Big-endian:
 *
 * <pre>
 *  u8 version = 1   u8 kind
 *  kind 0, prediction:  utf model   prediction and truth ({@link PredictedCodec})   the truth before, or nothing (likewise)
 *  kind 1, unmatched:   utf model   i64 known ms
 *  kind 2, progress:    i32 partition of grade   mark ({@link MarkCodec})
 *  kind 3, repeated:    utf model   prediction ({@link PredictedCodec}, without a truth)
 * </pre>
 */
public final class GradedCodec {
    private static final int VERSION = 1;
    private static final int PREDICTION = 0;
    private static final int UNMATCHED = 1;
    private static final int PROGRESS = 2;
    private static final int REPEATED = 3;

    private GradedCodec() {}

    public static byte[] write(Graded graded) {
        return Layouts.write(VERSION, out -> write(graded, out));
    }

    private static void write(Graded graded, DataOutput out) throws IOException {
        if (graded instanceof Graded.Prediction prediction) {
            out.writeByte(PREDICTION);
            out.writeUTF(prediction.model());
            PredictedCodec.write(prediction.predicted(), prediction.now(), out);
            PredictedCodec.write(null, prediction.before(), out);
        } else if (graded instanceof Graded.Unmatched unmatched) {
            out.writeByte(UNMATCHED);
            out.writeUTF(unmatched.model());
            out.writeLong(unmatched.knownMs());
        } else if (graded instanceof Graded.Repeated repeated) {
            out.writeByte(REPEATED);
            out.writeUTF(repeated.model());
            PredictedCodec.write(repeated.predicted(), null, out);
        } else if (graded instanceof Graded.Progress progress) {
            out.writeByte(PROGRESS);
            out.writeInt(progress.partition());
            MarkCodec.write(progress.mark(), out);
        }
    }

    /**
     * What was graded, of those bytes.
     *
     * @throws IllegalArgumentException if they are of another version or broken
     */
    public static Graded read(byte[] bytes) {
        return Layouts.read("a graded prediction", VERSION, bytes, GradedCodec::read);
    }

    private static Graded read(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case PREDICTION -> readPrediction(in);
            case UNMATCHED -> new Graded.Unmatched(in.readUTF(), Sound.time(in.readLong()));
            case PROGRESS -> new Graded.Progress(in.readInt(), MarkCodec.read(in));
            case REPEATED -> readRepeated(in);
            default ->
                throw new IllegalArgumentException(
                        "cannot read a graded prediction: kind=" + kind + ", expected 0 to 3");
        };
    }

    private static Graded readRepeated(DataInput in) throws IOException {
        String model = in.readUTF();
        PredictedCodec.Both both = PredictedCodec.read(in);
        if (both.predicted() == null) {
            throw new IllegalArgumentException("a repeated prediction is not there: model=" + model);
        }
        return new Graded.Repeated(model, both.predicted());
    }

    private static Graded readPrediction(DataInput in) throws IOException {
        String model = in.readUTF();
        PredictedCodec.Both both = PredictedCodec.read(in);
        Truth before = PredictedCodec.read(in).truth();
        if (both.predicted() == null || both.truth() == null) {
            throw new IllegalArgumentException("a graded prediction lacks its prediction or its truth: model=" + model);
        }
        return new Graded.Prediction(model, both.predicted(), before, both.truth());
    }
}
