package io.tidemark.store;

import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.ErrorSums;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.ProbabilitySums;
import io.tidemark.stats.quality.QualityCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Quality as bytes, inside other layouts. Big-endian; rows may be below 0, where a label was taken back:
 *
 * <pre>
 *  i32 answers    answers × { utf predicted   i32 cell   i64 rows }, ascending
 *  i32 outcomes   outcomes × { utf predicted   i32 cell   utf truth   i64 rows }, ascending
 *  i32 lags       lags × { i32 cell   i64 rows }, ascending
 *  u8 has probabilities   [ 32 × i64 sums ({@link ProbabilitySums#sums()}) ]
 *  u8 has errors   [ i64 rows   i64 within   5 × { i32 scale   u16 length   bytes of the unscaled number } ]
 *  i64 unmatched labels   i64 corrected labels
 * </pre>
 *
 * <p>Equal counts have equal bytes.
 */
final class QualityCodec {
    /** Cells times classes times classes: so that a few bytes cannot ask for all memory. */
    private static final int MOST = 10_000_000;

    private static final int PROBABILITIES = 3 * ProbabilitySums.BINS + 2;

    private QualityCodec() {}

    static void write(QualityCounts counts, DataOutput out) throws IOException {
        out.writeInt(counts.answers().size());
        for (Map.Entry<Answer, Long> row : counts.answers().entrySet()) {
            write(row.getKey(), out);
            out.writeLong(row.getValue());
        }
        out.writeInt(counts.outcomes().size());
        for (Map.Entry<Outcome, Long> row : counts.outcomes().entrySet()) {
            write(row.getKey().answer(), out);
            out.writeUTF(row.getKey().truth());
            out.writeLong(row.getValue());
        }
        out.writeInt(counts.lags().size());
        for (Map.Entry<Integer, Long> row : counts.lags().entrySet()) {
            out.writeInt(row.getKey());
            out.writeLong(row.getValue());
        }
        writeProbabilities(counts.probabilities(), out);
        writeErrors(counts.errors(), out);
        out.writeLong(counts.unmatched());
        out.writeLong(counts.corrected());
    }

    private static void write(Answer answer, DataOutput out) throws IOException {
        out.writeUTF(answer.predicted());
        out.writeInt(answer.cell());
    }

    private static void writeProbabilities(ProbabilitySums probabilities, DataOutput out) throws IOException {
        out.writeBoolean(!probabilities.isEmpty());
        if (!probabilities.isEmpty()) {
            for (long sum : probabilities.sums()) {
                out.writeLong(sum);
            }
        }
    }

    private static void writeErrors(ErrorSums errors, DataOutput out) throws IOException {
        boolean isThere = !errors.equals(ErrorSums.NONE);
        out.writeBoolean(isThere);
        if (isThere) {
            out.writeLong(errors.rows());
            out.writeLong(errors.within());
            write(errors.errors(), out);
            write(errors.absolute(), out);
            write(errors.squared(), out);
            write(errors.truths(), out);
            write(errors.squaredTruths(), out);
        }
    }

    private static void write(BigDecimal number, DataOutput out) throws IOException {
        byte[] unscaled = number.unscaledValue().toByteArray();
        out.writeInt(number.scale());
        out.writeShort(unscaled.length);
        out.write(unscaled);
    }

    /**
     * Reads what {@link #write} wrote; reads no byte more.
     *
     * @throws IllegalArgumentException if a size is impossible
     */
    static QualityCounts read(DataInput in) throws IOException {
        SortedMap<Answer, Long> answers = new TreeMap<>();
        int rows = Sound.size("answers", MOST, in.readInt());
        for (int i = 0; i < rows; i++) {
            answers.put(readAnswer(in), in.readLong());
        }
        SortedMap<Outcome, Long> outcomes = new TreeMap<>();
        rows = Sound.size("outcomes", MOST, in.readInt());
        for (int i = 0; i < rows; i++) {
            outcomes.put(new Outcome(readAnswer(in), in.readUTF()), in.readLong());
        }
        SortedMap<Integer, Long> lags = new TreeMap<>();
        rows = Sound.size("lags", MOST, in.readInt());
        for (int i = 0; i < rows; i++) {
            lags.put(in.readInt(), in.readLong());
        }
        QualityCounts counts = new QualityCounts(answers, outcomes, lags, readProbabilities(in), readErrors(in));
        counts.unmatched(in.readLong());
        counts.corrected(in.readLong());
        return counts;
    }

    private static Answer readAnswer(DataInput in) throws IOException {
        return new Answer(in.readUTF(), in.readInt());
    }

    private static ProbabilitySums readProbabilities(DataInput in) throws IOException {
        long[] sums = new long[PROBABILITIES];
        if (in.readBoolean()) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = in.readLong();
            }
        }
        return new ProbabilitySums(sums);
    }

    private static ErrorSums readErrors(DataInput in) throws IOException {
        return in.readBoolean()
                ? new ErrorSums(
                        in.readLong(),
                        in.readLong(),
                        readNumber(in),
                        readNumber(in),
                        readNumber(in),
                        readNumber(in),
                        readNumber(in))
                : ErrorSums.NONE;
    }

    private static BigDecimal readNumber(DataInput in) throws IOException {
        int scale = in.readInt();
        byte[] unscaled = new byte[in.readUnsignedShort()];
        in.readFully(unscaled);
        return new BigDecimal(new BigInteger(unscaled), scale);
    }
}
