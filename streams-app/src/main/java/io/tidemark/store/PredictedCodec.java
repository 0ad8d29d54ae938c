package io.tidemark.store;

import io.tidemark.domain.Predicted;
import io.tidemark.domain.Truth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prediction and its truth as bytes, inside other layouts; as short as grading allows. Big-endian; a text is u8 length and UTF-8, cut at 255 bytes:
 *
 * <pre>
 *  u8 presence bits, lowest first: prediction, value, score, truth, true value, said again
 *  prediction:  i64 event time ms   text answer   [f64 value]   [f64 score]   u8 slices   slices × text
 *  truth:       i64 known ms        text answer   [f64 true value]   [i64 said last ms]
 * </pre>
 *
 * <p>36 bytes of a class with a score and a version, without a truth; 12 more with one.
 */
final class PredictedCodec {
    private static final int PREDICTION = 1;
    private static final int VALUE = 1 << 1;
    private static final int SCORE = 1 << 2;
    private static final int TRUTH = 1 << 3;
    private static final int TRUE_VALUE = 1 << 4;
    private static final int SAID_AGAIN = 1 << 5;
    private static final int KNOWN = (1 << 6) - 1;
    private static final int LONGEST = 255;

    private PredictedCodec() {}

    /** Both, where they are there. */
    record Both(@Nullable Predicted predicted, @Nullable Truth truth) {}

    static void write(@Nullable Predicted predicted, @Nullable Truth truth, DataOutput out) throws IOException {
        int presence =
                predicted == null ? 0 : PREDICTION | bit(predicted.value(), VALUE) | bit(predicted.score(), SCORE);
        boolean isSaidAgain = truth != null && truth.saidMs() != truth.knownMs();
        presence |= truth == null ? 0 : TRUTH | bit(truth.value(), TRUE_VALUE) | (isSaidAgain ? SAID_AGAIN : 0);
        out.writeByte(presence);
        if (predicted != null) {
            out.writeLong(predicted.timeMs());
            text(predicted.answer(), out);
            number(predicted.value(), out);
            number(predicted.score(), out);
            out.writeByte(predicted.slices().size());
            for (String slice : predicted.slices()) {
                text(slice, out);
            }
        }
        if (truth != null) {
            out.writeLong(truth.knownMs());
            text(truth.answer(), out);
            number(truth.value(), out);
            if (isSaidAgain) {
                out.writeLong(truth.saidMs());
            }
        }
    }

    private static int bit(double number, int bit) {
        return Double.isNaN(number) ? 0 : bit;
    }

    private static void number(double number, DataOutput out) throws IOException {
        if (!Double.isNaN(number)) {
            out.writeDouble(number);
        }
    }

    private static void text(String text, DataOutput out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(LONGEST, utf8.length);
        while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
            length--;
        }
        out.writeByte(length);
        out.write(utf8, 0, length);
    }

    /** @throws IllegalArgumentException if a part is not known or impossible */
    static Both read(DataInput in) throws IOException {
        int presence = in.readUnsignedByte();
        if ((presence & ~KNOWN) != 0) {
            throw new IllegalArgumentException(
                    "a prediction has parts that this build does not know: presence=" + presence + ", known=" + KNOWN);
        }
        Predicted predicted = (presence & PREDICTION) == 0 ? null : readPredicted(presence, in);
        Truth truth = null;
        if ((presence & TRUTH) != 0) {
            long knownMs = Sound.time(in.readLong());
            String answer = readText(in);
            double value = number((presence & TRUE_VALUE) != 0, in);
            boolean isSaidAgain = (presence & SAID_AGAIN) != 0;
            truth = new Truth(answer, value, knownMs, isSaidAgain ? Sound.time(in.readLong()) : knownMs);
        }
        return new Both(predicted, truth);
    }

    private static Predicted readPredicted(int presence, DataInput in) throws IOException {
        long timeMs = Sound.time(in.readLong());
        String answer = readText(in);
        double value = number((presence & VALUE) != 0, in);
        double score = number((presence & SCORE) != 0, in);
        int count = in.readUnsignedByte();
        List<String> slices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slices.add(readText(in));
        }
        return new Predicted(timeMs, slices, answer, value, score);
    }

    private static double number(boolean isThere, DataInput in) throws IOException {
        return isThere ? in.readDouble() : Double.NaN;
    }

    private static String readText(DataInput in) throws IOException {
        byte[] utf8 = new byte[in.readUnsignedByte()];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
