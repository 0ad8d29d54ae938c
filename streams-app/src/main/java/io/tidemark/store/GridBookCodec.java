package io.tidemark.store;

import io.tidemark.domain.GridBook;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the grids topic: for each model a record a column, and one that lists them. Big-endian:
 *
 * <pre>
 *  key  model/COLUMN   value  u8 version = 1   i32 eras   eras × { i64 valid from ms   i32 length   grid ({@link GridCodec}) }
 *  key  model          value  u8 version = 1   i32 eras   eras × { i64 valid from ms   i32 columns
 *                                        columns × { utf name   utf grid id } }
 *                             i32 slices   slices × utf name
 * </pre>
 *
 * The list is written last, so that a reader who sees it sees the columns. It names each grid by its id, so that it changes whenever
 * one of them does.
 */
public final class GridBookCodec {
    /** Most eras that are kept: more than a monitor is re-pinned within its retention. */
    public static final int MOST_ERAS = 4;

    private static final int VERSION = 1;
    private static final int MOST_COLUMNS = 100_000;
    private static final int MOST_SLICES = 1_000_000;

    private GridBookCodec() {}

    /** Finds a record of the grids topic by key; null if there is none. */
    public interface Records {
        byte @Nullable [] get(String key);
    }

    /** Key of the record that lists a model's columns. */
    public static String listKey(String model) {
        return model;
    }

    /** Key of a column's record. */
    public static String columnKey(String model, String column) {
        return model + '/' + column;
    }

    public static byte[] writeList(GridBook book) {
        return Layouts.write(VERSION, out -> {
            out.writeInt(book.eras().size());
            for (GridBook.Era era : book.eras()) {
                out.writeLong(era.validFromMs());
                out.writeInt(era.grids().size());
                for (Map.Entry<String, Grid> column : era.grids().entrySet()) {
                    out.writeUTF(column.getKey());
                    out.writeUTF(column.getValue().id());
                }
            }
            out.writeInt(book.slices().size());
            for (String slice : book.slices()) {
                out.writeUTF(slice);
            }
        });
    }

    public static byte[] writeColumn(GridBook book, String column) {
        return Layouts.write(VERSION, out -> writeColumn(book, column, out));
    }

    private static void writeColumn(GridBook book, String column, DataOutput out) throws IOException {
        List<GridBook.Era> eras = book.eras().stream()
                .filter(era -> era.grids().containsKey(column))
                .toList();
        out.writeInt(eras.size());
        for (GridBook.Era era : eras) {
            byte[] grid = GridCodec.write(Objects.requireNonNull(era.grids().get(column)));
            out.writeLong(era.validFromMs());
            out.writeInt(grid.length);
            out.write(grid);
        }
    }

    /**
     * The book of a model, from its records.
     *
     * @throws IllegalArgumentException if a record is of another version or broken
     */
    public static GridBook read(String model, Records records) {
        byte[] list = records.get(listKey(model));
        return list == null
                ? GridBook.EMPTY
                : Layouts.read("a list of grids", VERSION, list, in -> readBook(model, records, in));
    }

    private static GridBook readBook(String model, Records records, DataInput in) throws IOException {
        List<GridBook.Era> eras = new ArrayList<>();
        int count = Sound.size("eras", MOST_ERAS, in.readInt());
        for (int i = 0; i < count; i++) {
            eras.add(readEra(model, records, in));
        }
        SortedSet<String> slices = new TreeSet<>();
        int sliceCount = Sound.size("slices", MOST_SLICES, in.readInt());
        for (int i = 0; i < sliceCount; i++) {
            slices.add(in.readUTF());
        }
        return new GridBook(eras, slices);
    }

    private static GridBook.Era readEra(String model, Records records, DataInput in) throws IOException {
        long validFromMs = in.readLong();
        SortedMap<String, Grid> grids = new TreeMap<>();
        int columns = Sound.size("columns", MOST_COLUMNS, in.readInt());
        String before = "";
        for (int i = 0; i < columns; i++) {
            String column = in.readUTF();
            if (i > 0 && column.compareTo(before) <= 0) {
                throw new IllegalArgumentException("columns of a list of grids must ascend: column number " + i);
            }
            before = column;
            in.readUTF();
            byte[] record = records.get(columnKey(model, column));
            if (record != null) {
                readGrid(validFromMs, record, column, grids);
            }
        }
        return new GridBook.Era(validFromMs, grids);
    }

    private static void readGrid(long validFromMs, byte[] record, String column, SortedMap<String, Grid> grids) {
        Layouts.read("a grid", VERSION, record, in -> {
            int eras = Sound.size("eras", MOST_ERAS, in.readInt());
            for (int i = 0; i < eras; i++) {
                long from = in.readLong();
                byte[] grid = readBytes(record.length, in);
                if (from == validFromMs) {
                    grids.put(column, GridCodec.read(grid));
                }
            }
            return grids;
        });
    }

    private static byte[] readBytes(int most, DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IllegalArgumentException(
                    "cannot read a grid: length of the grid=" + length + ", length of the record=" + most);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
