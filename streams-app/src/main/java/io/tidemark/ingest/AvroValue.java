package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;
import java.util.List;
import org.apache.avro.Schema;

/**
 * How to read one column's value: a primitive, or a union of them; what no column can hold is skipped and noted as such.
 *
 * <p>Owned by one task, as what it knows of columns is.
 */
@HotPath
final class AvroValue {
    /** What a null means. */
    enum Nulls {
        /** The column is there without a value: missing. */
        MISSING,
        /** The field says nothing of the column. */
        LEFT_OUT
    }

    private static final byte NULL = 0;
    private static final byte BOOLEAN = 1;
    private static final byte INTEGER = 2;
    private static final byte FLOAT = 3;
    private static final byte DOUBLE = 4;
    private static final byte TEXT = 5;
    private static final byte OTHER = 6;
    private static final byte FLOATS = 7;
    private static final byte DOUBLES = 8;

    private final boolean union;
    private final byte[] branches;
    private final AvroSkip[] skips;
    private final Nulls nulls;
    private final WholeTexts texts;

    private AvroValue(boolean union, List<Schema> types, Nulls nulls, WholeTexts texts) {
        this.union = union;
        this.nulls = nulls;
        this.texts = texts;
        this.branches = new byte[types.size()];
        this.skips = new AvroSkip[types.size()];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = code(types.get(i));
            skips[i] = AvroSkip.of(types.get(i));
        }
    }

    static AvroValue of(Schema schema, Nulls nulls, WholeTexts texts) {
        return schema.getType() == Schema.Type.UNION
                ? new AvroValue(true, schema.getTypes(), nulls, texts)
                : new AvroValue(false, List.of(schema), nulls, texts);
    }

    private static byte code(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> ofArray(schema.getElementType().getType());
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case INT, LONG -> INTEGER;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case STRING -> TEXT;
            default -> OTHER;
        };
    }

    private static byte ofArray(Schema.Type items) {
        return items == Schema.Type.FLOAT ? FLOATS : items == Schema.Type.DOUBLE ? DOUBLES : OTHER;
    }

    /** Reads the value of the column whose name stands at that place. */
    void read(AvroCursor in, Observation out, int nameOffset, int nameLength) {
        int branch = union ? Math.toIntExact(in.readLong()) : 0;
        switch (branches[branch]) {
            case DOUBLE -> out.number(Observation.NUMBER, nameOffset, nameLength, in.readDouble());
            case INTEGER -> whole(in, out, nameOffset, nameLength);
            case TEXT -> text(in, out, nameOffset, nameLength);
            case FLOAT -> out.number(Observation.NUMBER, nameOffset, nameLength, in.readFloat());
            case BOOLEAN -> out.number(Observation.BOOLEAN, nameOffset, nameLength, in.readBoolean() ? 1 : 0);
            case NULL -> missing(out, nameOffset, nameLength);
            case FLOATS -> {
                out.vector(nameOffset, nameLength);
                floats(in, out);
            }
            case DOUBLES -> {
                out.vector(nameOffset, nameLength);
                doubles(in, out);
            }
            default -> other(branch, in, out, nameOffset, nameLength);
        }
    }

    private void whole(AvroCursor in, Observation out, int nameOffset, int nameLength) {
        long value = in.readLong();
        if (nameLength > 0 && WholeTexts.isLarge(value)) {
            texts.add(value, in, out, nameOffset, nameLength);
        } else {
            out.number(Observation.NUMBER, nameOffset, nameLength, value);
        }
    }

    private static void text(AvroCursor in, Observation out, int nameOffset, int nameLength) {
        int length = in.readLength();
        out.text(nameOffset, nameLength, in.position(), length);
        in.skip(length);
    }

    private static void floats(AvroCursor in, Observation out) {
        for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
            for (long i = 0; i < items; i++) {
                out.element(in.readFloat());
            }
        }
    }

    private static void doubles(AvroCursor in, Observation out) {
        for (long items = in.readBlock(); items > 0; items = in.readBlock()) {
            for (long i = 0; i < items; i++) {
                out.element(in.readDouble());
            }
        }
    }

    private void missing(Observation out, int nameOffset, int nameLength) {
        if (nulls == Nulls.MISSING) {
            out.field(Observation.NULL, nameOffset, nameLength);
        }
    }

    private void other(int branch, AvroCursor in, Observation out, int nameOffset, int nameLength) {
        skips[branch].skip(in);
        out.field(Observation.OTHER, nameOffset, nameLength);
    }
}
