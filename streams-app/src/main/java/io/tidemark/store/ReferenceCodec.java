package io.tidemark.store;

import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.CountsCodec;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.RowsReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A reference as bytes, on the references topic and in its store. Big-endian:
 *
 * <pre>
 *  u8 version = 1   utf id   utf scope ({@link ScopeKey})   i64 range start ms   i64 range end ms   i64 valid from ms   i32 slices
 *  f64 mean rows   dispersion   i32 columns
 *  columns × { utf name   counts ({@link CountsCodec})   dispersion }
 *  u8 kind (0 pinned, 1 published, 2 training, 3 launch)   utf name   i64 events   i64 made at ms   i64 expires ms
 *  dispersion: i32 windows   7 × f64 φ
 * </pre>
 */
public final class ReferenceCodec {
    private static final int VERSION = 1;
    private static final Reference.Kind[] KINDS = Reference.Kind.values();

    /** Most columns, and most cells of all together, that are read: so that a few bytes cannot ask for all memory. */
    private static final int MOST_COLUMNS = 100_000;

    private static final int MOST_CELLS = 8_000_000;

    private ReferenceCodec() {}

    public static byte[] write(Reference reference) {
        return Layouts.write(VERSION, out -> write(reference, out));
    }

    private static void write(Reference reference, DataOutput out) throws IOException {
        out.writeUTF(reference.id());
        out.writeUTF(ScopeKey.text(reference.scope()));
        out.writeLong(reference.range().startMs());
        out.writeLong(reference.range().endMs());
        out.writeLong(reference.validFromMs());
        out.writeInt(reference.slices());
        out.writeDouble(reference.rows().meanRows());
        writeDispersion(reference.rows().dispersion(), out);
        out.writeInt(reference.columns().size());
        for (Map.Entry<String, ColumnReference> column : reference.columns().entrySet()) {
            out.writeUTF(column.getKey());
            CountsCodec.write(column.getValue().counts(), out);
            writeDispersion(column.getValue().dispersion(), out);
        }
        writeLabel(reference.label(), out);
    }

    private static void writeLabel(Reference.Label label, DataOutput out) throws IOException {
        out.writeByte(label.kind().ordinal());
        out.writeUTF(label.name());
        out.writeLong(label.events());
        out.writeLong(label.madeAtMs());
        out.writeLong(label.expiresMs());
    }

    private static void writeDispersion(Dispersion dispersion, DataOutput out) throws IOException {
        out.writeInt(dispersion.windows());
        for (double phi : dispersion.phi()) {
            out.writeDouble(phi);
        }
    }

    /**
     * The reference of those bytes.
     *
     * @throws IllegalArgumentException if they are of another version or broken
     */
    public static Reference read(byte[] bytes) {
        return Layouts.read("a reference", VERSION, bytes, ReferenceCodec::read);
    }

    private static Reference read(DataInput in) throws IOException {
        String id = in.readUTF();
        Scope scope = ScopeKey.scope(in.readUTF());
        TimeWindow range = new TimeWindow(in.readLong(), in.readLong());
        long validFromMs = in.readLong();
        int slices = in.readInt();
        RowsReference rows = new RowsReference(in.readDouble(), readDispersion(in));
        SortedMap<String, ColumnReference> columns = new TreeMap<>();
        int count = Sound.size("columns", MOST_COLUMNS, in.readInt());
        int room = MOST_CELLS;
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            Counts counts = CountsCodec.read(room, in);
            room -= counts.cellCount();
            columns.put(name, new ColumnReference(counts, readDispersion(in)));
        }
        return new Reference(id, scope, range, validFromMs, slices, rows, columns, readLabel(in));
    }

    private static Reference.Label readLabel(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind >= KINDS.length) {
            throw new IllegalArgumentException("cannot read a reference: kind=" + kind + ", expected 0 to 3");
        }
        return new Reference.Label(KINDS[kind], in.readUTF(), in.readLong(), in.readLong(), in.readLong());
    }

    private static Dispersion readDispersion(DataInput in) throws IOException {
        int windows = in.readInt();
        double[] phi = new double[Dispersion.SCALES];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = in.readDouble();
        }
        return new Dispersion(windows, phi);
    }
}
