package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The fields of a record, and of the records in it, one after the other. What is nothing but a feature is read in a loop, without a call that depends on the field;
 * the rest by steps.
 *
 * <p>As the program of a whole event it {@link #run runs}, by a class of its own, and its features are the observation's frame; as that of a record
 * that may be absent it is a step, whose features are added. The cursor walks the page's copy of the record, so that texts need no copy of their own.
 *
 * <p>Immutable; any thread.
 */
final class AvroProgram implements AvroStep {
    private static final byte STEP = 0;
    private static final byte DOUBLE = 1;
    private static final byte FLOAT = 2;
    private static final byte WHOLE = 3;
    private static final byte TEXT = 4;
    private static final byte TRUTH = 5;
    private static final byte NEVER = -1;

    /** How each code is read in place, by {@link AvroReads}. */
    private static final String[] READS = {"", "real", "single", "whole", "text", "truth"};

    private final byte[] codes;
    /** Branch of a union that is null; {@link #NEVER} where there is no union. */
    private final byte[] nulls;

    private final int[] nameOffsets;
    private final int[] nameLengths;
    private final AvroStep[] steps;
    private final Observation.Frame frame;

    private AvroProgram(List<Line> lines) {
        int size = lines.size();
        this.codes = new byte[size];
        this.nulls = new byte[size];
        this.nameOffsets = new int[size];
        this.nameLengths = new int[size];
        this.steps = new AvroStep[size];
        for (int i = 0; i < size; i++) {
            Line line = lines.get(i);
            codes[i] = line.code();
            nulls[i] = line.nullBranch();
            nameOffsets[i] = line.nameOffset();
            nameLengths[i] = line.nameLength();
            steps[i] = line.step();
        }
        List<Line> features = lines.stream().filter(line -> line.code() != STEP).toList();
        byte[] kinds = new byte[features.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = kind(features.get(i).code());
        }
        this.frame = new Observation.Frame(
                kinds,
                features.stream().mapToInt(Line::nameOffset).toArray(),
                features.stream().mapToInt(Line::nameLength).toArray());
    }

    private static byte kind(byte code) {
        if (code == TEXT) {
            return Observation.TEXT;
        }
        return code == TRUTH ? Observation.BOOLEAN : Observation.NUMBER;
    }

    /** The features that every event of this program has. */
    Observation.Frame frame() {
        return frame;
    }

    /** One field. */
    private record Line(byte code, byte nullBranch, int nameOffset, int nameLength, AvroStep step) {}

    /** Collects the fields of a program. */
    static final class Builder {
        private static final AvroStep NONE = (in, out) -> {};

        private final List<Line> lines = new ArrayList<>();

        /** Adds a field that is read by a step; of another program, its fields. */
        void add(AvroStep step) {
            if (step instanceof AvroProgram inner) {
                for (int i = 0; i < inner.codes.length; i++) {
                    lines.add(new Line(
                            inner.codes[i],
                            inner.nulls[i],
                            inner.nameOffsets[i],
                            inner.nameLengths[i],
                            inner.steps[i]));
                }
            } else {
                lines.add(new Line(STEP, NEVER, 0, 0, step));
            }
        }

        /** Adds a field that is a feature and nothing else, if it is of a type that is read in the loop. */
        boolean addFeature(Schema schema, MappedField use) {
            Schema type = schema;
            byte nullBranch = NEVER;
            if (schema.getType() == Schema.Type.UNION && schema.getTypes().size() == 2) {
                nullBranch = (byte) (schema.getTypes().get(0).getType() == Schema.Type.NULL ? 0 : 1);
                if (schema.getTypes().get(nullBranch).getType() != Schema.Type.NULL) {
                    return false;
                }
                type = schema.getTypes().get(1 - nullBranch);
            }
            byte code = type.getLogicalType() == null ? code(type.getType()) : STEP;
            if (!isPlain(code, use)) {
                return false;
            }
            lines.add(new Line(code, nullBranch, use.nameOffset(), use.nameLength(), NONE));
            return true;
        }

        private static boolean isPlain(byte code, MappedField use) {
            return switch (code) {
                case STEP -> false;
                case TEXT -> use.isPlainText();
                case WHOLE, FLOAT -> use.isPlainWhole();
                default -> use.isPlainNumber();
            };
        }

        private static byte code(Schema.Type type) {
            return switch (type) {
                case DOUBLE -> DOUBLE;
                case FLOAT -> FLOAT;
                case INT, LONG -> WHOLE;
                case STRING -> TEXT;
                case BOOLEAN -> TRUTH;
                default -> STEP;
            };
        }

        AvroProgram build() {
            return new AvroProgram(lines);
        }
    }

    /**
     * Reads a whole event, whose observation has begun with the {@link #frame()}.
     *
     * @throws IndexOutOfBoundsException if the bytes do not follow the schema
     */
    @HotPath
    void run(AvroBody body, AvroCursor in, Observation out) {
        in.moveTo(body.read(in.bytes(), in.position(), in, out, steps));
    }

    /** Reads the fields without a loop; to be made once. */
    AvroBody body() {
        List<AvroBodyMaker.Line> lines = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            lines.add(new AvroBodyMaker.Line(READS[codes[i]], nulls[i]));
        }
        return AvroBodyMaker.make(lines);
    }

    @Override
    @HotPath
    public void read(AvroCursor in, Observation out) {
        for (int i = 0; i < codes.length; i++) {
            if (nulls[i] != NEVER && isNull(in, nulls[i])) {
                out.field(Observation.NULL, nameOffsets[i], nameLengths[i]);
                continue;
            }
            switch (codes[i]) {
                case DOUBLE -> out.number(Observation.NUMBER, nameOffsets[i], nameLengths[i], in.readDouble());
                case WHOLE -> out.number(Observation.NUMBER, nameOffsets[i], nameLengths[i], in.readLong());
                case TEXT -> text(in, out, i);
                case FLOAT -> out.number(Observation.NUMBER, nameOffsets[i], nameLengths[i], in.readFloat());
                case TRUTH -> out.number(Observation.BOOLEAN, nameOffsets[i], nameLengths[i], in.readBoolean() ? 1 : 0);
                default -> steps[i].read(in, out);
            }
        }
    }

    @HotPath
    private static boolean isNull(AvroCursor in, byte nullBranch) {
        long branch = in.readLong();
        if (branch < 0 || branch > 1) {
            throw new IndexOutOfBoundsException("a union has no such branch: branch=" + branch);
        }
        return branch == nullBranch;
    }

    @HotPath
    private void text(AvroCursor in, Observation out, int line) {
        int length = in.readLength();
        out.text(nameOffsets[line], nameLengths[line], in.position(), length);
        in.skip(length);
    }
}
