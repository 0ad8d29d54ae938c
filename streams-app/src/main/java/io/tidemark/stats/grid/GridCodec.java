package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of a {@link Grid}, version 1. Fixed-width fields are big-endian; <i>varint</i> and <i>text</i> are as in
 * {@link CountsCodec}.
 *
 * <pre>
 * offset  width  type     field                                                    example
 * 0       1      u8       version                                                  01
 * 1       8      8 × u8   grid id, two hexadecimal digits a byte; checked on read  5a636e14da28a3f4
 * 9       1      u8       kind: 0 number, 1 category, 2 boolean, 3 string,         00
 *                         4 embedding
 *                         if a number:
 * 10      8      f64      center                                                   3ff0000000000000
 * 18      8      f64      scale                                                    4000000000000000
 * 26      1–3    varint   number of upper edges                                    02
 * .       8 each f64      upper edges, ascending                                   0000000000000000 3ff8000000000000
 *                         if a category or boolean:
 * 10      1–3    varint   number of values
 * .       .      texts    values, in cell order
 *                         if a string:
 * 10      1–3    varint   number of patterns
 * .       .      texts    name and regular expression of each
 *                         if an embedding:
 * 10      1–3    varint   dimension
 * .       8      i64      seed
 * .       8      f64      scale
 * </pre>
 */
public final class GridCodec {
    /** The version that is written. */
    public static final int VERSION = 1;

    private static final int NUMBER = 0;
    private static final int CATEGORY = 1;
    private static final int BOOLEAN = 2;
    private static final int STRING = 3;
    private static final int EMBEDDING = 4;

    /** Most patterns that are read, so that damaged bytes cannot ask for all memory. */
    private static final int MOST_PATTERNS = 1_000;

    private GridCodec() {}

    /** The grid in the layout above. */
    public static byte[] write(Grid grid) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(grid, new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array takes every byte", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Grid grid, DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        out.write(HexFormat.of().parseHex(grid.id()));
        if (grid instanceof NumberGrid numbers) {
            out.writeByte(NUMBER);
            writeNumbers(numbers, out);
        } else if (grid instanceof CategoryGrid categories) {
            out.writeByte(categories.kind() == ColumnKind.BOOLEAN ? BOOLEAN : CATEGORY);
            writeCategories(categories, out);
        } else if (grid instanceof TextGrid texts) {
            out.writeByte(STRING);
            writePatterns(texts, out);
        } else if (grid instanceof EmbeddingGrid vectors) {
            out.writeByte(EMBEDDING);
            Varint.write(vectors.dimension(), out);
            out.writeLong(vectors.seed());
            out.writeDouble(vectors.scale());
        } else {
            throw new IllegalStateException("no layout for this grid: type=" + grid.getClass());
        }
    }

    private static void writeNumbers(NumberGrid grid, DataOutputStream out) throws IOException {
        out.writeDouble(grid.center());
        out.writeDouble(grid.scale());
        Varint.write(grid.cells() - 1, out);
        for (double edge : grid.upperEdges()) {
            out.writeDouble(edge);
        }
    }

    private static void writeCategories(CategoryGrid grid, DataOutputStream out) throws IOException {
        Varint.write(grid.values().size(), out);
        for (String value : grid.values()) {
            Varint.writeText(value, out);
        }
    }

    private static void writePatterns(TextGrid grid, DataOutputStream out) throws IOException {
        Varint.write(grid.patterns().size(), out);
        for (TextPattern pattern : grid.patterns()) {
            Varint.writeText(pattern.name(), out);
            Varint.writeText(pattern.regex(), out);
        }
    }

    /**
     * The grid of {@link #write(Grid)}, with the same id.
     *
     * @throws IllegalArgumentException if the version is unknown, the bytes end early or go on, or the content does not have the id
     */
    public static Grid read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Grid grid = read(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException("bytes of a grid go on after its end: id=" + grid.id() + ", bytes="
                        + bytes.length + ", left=" + in.available());
            }
            return grid;
        } catch (IOException tooShort) {
            throw new IllegalArgumentException("bytes of a grid end early: bytes=" + bytes.length, tooShort);
        }
    }

    private static Grid read(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("cannot read a grid of an unknown format: version=" + version
                    + ", readable versions=1.." + VERSION + "; read it with the build that wrote it");
        }
        String id = HexFormat.of().toHexDigits(in.readLong());
        Grid grid = readContent(in.readUnsignedByte(), in);
        if (!grid.id().equals(id)) {
            throw new IllegalArgumentException(
                    "bytes of a grid are damaged: id written=" + id + ", id of the content=" + grid.id());
        }
        return grid;
    }

    private static Grid readContent(int kind, DataInputStream in) throws IOException {
        if (kind == NUMBER) {
            return readNumbers(in);
        }
        if (kind == CATEGORY) {
            return new CategoryGrid(ColumnKind.CATEGORY, readValues(in));
        }
        if (kind == BOOLEAN) {
            return new CategoryGrid(ColumnKind.BOOLEAN, readValues(in));
        }
        if (kind == STRING) {
            return new TextGrid(readPatterns(in));
        }
        if (kind == EMBEDDING) {
            int dimension = Varint.readSize("dimension", EmbeddingGrid.MOST_DIMENSIONS, in);
            return new EmbeddingGrid(dimension, in.readLong(), in.readDouble());
        }
        throw new IllegalArgumentException("kind of a grid must be 0, 1, 2, 3 or 4: kind=" + kind);
    }

    private static NumberGrid readNumbers(DataInputStream in) throws IOException {
        double center = in.readDouble();
        double scale = in.readDouble();
        double[] edges = new double[Varint.readSize("number of edges", CountsCodec.MOST_CELLS - 1, in)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = in.readDouble();
        }
        return new NumberGrid(edges, center, scale);
    }

    private static List<TextPattern> readPatterns(DataInputStream in) throws IOException {
        int size = Varint.readSize("number of patterns", MOST_PATTERNS, in);
        List<TextPattern> patterns = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            patterns.add(new TextPattern(Varint.readText(in), Varint.readText(in)));
        }
        return patterns;
    }

    private static List<String> readValues(DataInputStream in) throws IOException {
        int size = Varint.readSize("number of values", CountsCodec.MOST_CELLS - 1, in);
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(Varint.readText(in));
        }
        return values;
    }
}
