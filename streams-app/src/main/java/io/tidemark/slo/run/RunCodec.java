package io.tidemark.slo.run;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.RunReport.Phase;
import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@link Run} as bytes; big-endian.
 *
 * <pre>
 * offset  width   type             what
 * 0       1       unsigned byte    version, 1
 * 1       1       unsigned byte    phase: 0 unknown, 1 started, 2 progress, 3 succeeded, 4 failed
 *         text    varint + UTF-8   id, parent, version, currency, error code
 *         8 × 6   i64              started, first, last, progress, ended, heard: ms since the epoch, the least i64 for unknown
 *         1       unsigned byte    amounts, then for each
 *         1       unsigned byte      which: 0 step … 7 cost
 *         8       f64                how much
 *         1       unsigned byte    measures, at most 16, then for each
 *         text    varint + UTF-8     name
 *         8       f64                value
 *         1       unsigned byte    dimensions, at most 16, then for each
 *         text    varint + UTF-8     name, value
 *         1       unsigned byte    ids of reports, at most 16, then for each
 *         8       i64                FNV-1a of the id's UTF-16 units
 *         varint  unsigned         marks, then for each
 *         text    varint + UTF-8     objective
 *         1       unsigned byte      outcome: 0 good, 1 bad, 2 insufficient, 3 excluded
 *         1       unsigned byte      said: 0 nothing, 1 opened, 2 closed
 *         1       unsigned byte      basis: 0 nothing, 1 band, 2 model, 3 chain, 4 expected
 *         varint  unsigned           runs that it is of
 *         8 × 4   f64                value, lowest, highest, usual
 *         8       i64                when, ms since the epoch
 * </pre>
 */
public final class RunCodec {
    private static final int VERSION = 1;

    private RunCodec() {}

    /** The bytes of a run. */
    public static byte[] write(Run run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.write(run.phase().ordinal());
        List.of(
                        run.id(),
                        run.name().parent(),
                        run.version(),
                        run.said().currency(),
                        run.said().errorCode())
                .forEach(text -> Varint.writeText(out, text));
        writeTimes(out, run.times());
        out.write(run.amounts().size());
        run.amounts().forEach((amount, count) -> {
            out.write(amount.ordinal());
            write(out, Double.doubleToLongBits(count));
        });
        out.write(run.said().measures().size());
        run.said().measures().forEach((name, value) -> {
            Varint.writeText(out, name);
            write(out, Double.doubleToLongBits(value));
        });
        out.write(run.said().dimensions().size());
        run.said().dimensions().forEach((name, value) -> {
            Varint.writeText(out, name);
            Varint.writeText(out, value);
        });
        out.write(run.heard().size());
        run.heard().forEach(hash -> write(out, hash));
        Varint.write(out, run.marks().size());
        run.marks().forEach((objective, mark) -> writeMark(out, objective, mark));
        return out.toByteArray();
    }

    private static void writeTimes(ByteArrayOutputStream out, Run.Times times) {
        write(out, times.startedMs());
        write(out, times.firstMs());
        write(out, times.lastMs());
        write(out, times.progressMs());
        write(out, times.endedMs());
        write(out, times.heardMs());
    }

    private static void writeMark(ByteArrayOutputStream out, String objective, Mark mark) {
        Varint.writeText(out, objective);
        out.write(mark.outcome().ordinal());
        out.write(mark.said().ordinal());
        Mark.Figure figure = mark.figure();
        out.write(figure.basis().ordinal());
        Varint.write(out, figure.count());
        for (double part : new double[] {figure.value(), figure.lowest(), figure.highest(), figure.usual()}) {
            write(out, Double.doubleToLongBits(part));
        }
        write(out, mark.atMs());
    }

    private static void write(ByteArrayOutputStream out, long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Run read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read a training run: version=" + version + ", readable versions=1.."
                    + VERSION + "; run with the newer build, or delete the store to rebuild it");
        }
        Phase phase = Phase.values()[in.get()];
        String id = Varint.readText(in);
        String parent = Varint.readText(in);
        String made = Varint.readText(in);
        String currency = Varint.readText(in);
        String errorCode = Varint.readText(in);
        Run.Times times =
                new Run.Times(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        Map<RunAmount, Double> amounts = readAmounts(in);
        SortedMap<String, Double> measures = new TreeMap<>();
        for (int left = in.get(); left > 0; left--) {
            measures.put(Varint.readText(in), in.getDouble());
        }
        SortedMap<String, String> dimensions = new TreeMap<>();
        for (int left = in.get(); left > 0; left--) {
            dimensions.put(Varint.readText(in), Varint.readText(in));
        }
        List<Long> heard = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            heard.add(in.getLong());
        }
        return new Run(
                new RunReport.Name(id, parent),
                made,
                phase,
                times,
                amounts,
                new RunReport.Said(currency, errorCode, measures, dimensions),
                heard,
                readMarks(in));
    }

    private static Map<RunAmount, Double> readAmounts(ByteBuffer in) {
        Map<RunAmount, Double> amounts = new EnumMap<>(RunAmount.class);
        for (int left = in.get(); left > 0; left--) {
            amounts.put(RunAmount.values()[in.get()], in.getDouble());
        }
        return amounts;
    }

    private static SortedMap<String, Mark> readMarks(ByteBuffer in) {
        SortedMap<String, Mark> marks = new TreeMap<>();
        for (long left = Varint.read(in); left > 0; left--) {
            String objective = Varint.readText(in);
            Mark.Outcome outcome = Mark.Outcome.values()[in.get()];
            Mark.Said said = Mark.Said.values()[in.get()];
            Mark.Basis basis = Mark.Basis.values()[in.get()];
            int count = (int) Varint.read(in);
            Mark.Figure figure =
                    new Mark.Figure(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), count, basis);
            marks.put(objective, new Mark(outcome, said, figure, in.getLong()));
        }
        return marks;
    }
}
