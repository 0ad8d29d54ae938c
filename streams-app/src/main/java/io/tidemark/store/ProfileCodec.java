package io.tidemark.store;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.CountsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A profile as bytes, inside other layouts. Big-endian:
 *
 * <pre>
 *  i64 events   i64 feature rows   i64 prediction rows   i32 columns
 *  columns × { utf name (u16 length)   counts ({@link CountsCodec}) }   facts of the rows ({@link RowFactsCodec})
 * </pre>
 */
final class ProfileCodec {
    /** Most columns, and most cells of all together, that are read: so that a few bytes cannot ask for all memory. */
    private static final int MOST_COLUMNS = 100_000;

    private static final int MOST_CELLS = 4_000_000;

    private ProfileCodec() {}

    static void write(Profile profile, DataOutput out) throws IOException {
        Rows rows = profile.rows();
        out.writeLong(rows.events());
        out.writeLong(rows.features());
        out.writeLong(rows.predictions());
        out.writeInt(profile.columns().size());
        for (Map.Entry<String, Counts> column : profile.columns().entrySet()) {
            out.writeUTF(column.getKey());
            CountsCodec.write(column.getValue(), out);
        }
        RowFactsCodec.write(profile.facts(), out);
    }

    static Profile read(DataInput in) throws IOException {
        Rows rows = new Rows(Sound.rows(in.readLong()), Sound.rows(in.readLong()), Sound.rows(in.readLong()));
        SortedMap<String, Counts> columns = new TreeMap<>();
        int count = Sound.size("columns", MOST_COLUMNS, in.readInt());
        int room = MOST_CELLS;
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            Counts counts = CountsCodec.read(room, in);
            room -= counts.cellCount();
            columns.put(name, counts);
        }
        return new Profile(rows, columns, RowFactsCodec.read(in));
    }
}
