package io.tidemark.stats.grid;

import io.tidemark.stats.sketch.QuantileSketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HexFormat;

/**
 * The bytes of {@link Counts}, version 1. Fixed-width fields are big-endian.
 *
 * <p>A <i>varint</i> is unsigned LEB128 (seven bits a byte, lowest first), a <i>zigzag</i> a varint of a signed number, a <i>text</i>
 * a varint length in bytes and UTF-8 (a lone surrogate becomes {@code ?}). After the grid id, offsets depend on what stands before.
 *
 * <pre>
 * offset  width  type     field                                                             example
 * 0       1      u8       version                                                           01
 * 1       1      u8       form of the grid id: 0 none, 1 eight bytes, 2 text                01
 * 2       8      8 × u8   grid id, two hexadecimal digits a byte (form 1); text (form 2)    00112233445566ff
 * 10      1–2    varint   presence bits, lowest first: missing, wrong type, NaN, infinite,  61
 *                         out of range, moments, new values, quantiles, absent, vector sums
 * 11      1–3    varint   number of cells                                                   05
 * .       .      varints  cells; a 0 is followed by the number of further 0s                02 00 02 01
 * .       1–10   zigzag   valid rows beyond the cells' sum                                  00
 * .       1–10   varint   missing, wrong type, NaN, infinite, out of range, if present      03
 * .       1–10   varint   absent rows among the missing, if present
 * .       8      f64      minimum         (if moments are present)                          bff8000000000000
 * .       8      f64      maximum                                                           4000000000000000
 * .       1–10   zigzag   sum                                                               05
 * .       1–10   varint   squares                                                           ac02
 * .       1      varint   number of new values (if present); then for each:                 01
 * .       8      i64      priority                                                          00000000000000ff
 * .       .      text     value                                                             02 6869
 * .       .      sums     of an embedding (if present): varint dimension, then a zigzag each
 * .       .      block    KLL sketch: varint length, DataSketches' bytes (if present)
 * </pre>
 *
 * <p>Absent fields are 0, moments (+∞, −∞, 0, 0). Equal counts have equal bytes, whatever order they were added in, but for the KLL
 * sketch. A pane of 66 cells takes about 65 bytes with 10 rows, 105 with 1,000 and 170 with 10,000; an empty one 15.
 */
public final class CountsCodec {
    /** The version that is written. */
    public static final int VERSION = 1;

    /** Most cells that are written or read, so that damaged bytes cannot ask for all memory. */
    public static final int MOST_CELLS = 1 << 16;

    private static final int NO_ID = 0;
    private static final int HASH_ID = 1;
    private static final int TEXT_ID = 2;
    private static final int HASH_DIGITS = 16;

    private static final int MISSING = 1;
    private static final int WRONG_TYPE = 1 << 1;
    private static final int NOT_A_NUMBER = 1 << 2;
    private static final int INFINITE = 1 << 3;
    private static final int OUT_OF_RANGE = 1 << 4;
    private static final int MOMENTS = 1 << 5;
    private static final int NEW_VALUES = 1 << 6;
    private static final int QUANTILES = 1 << 7;
    private static final int ABSENT = 1 << 8;
    private static final int VECTOR_SUMS = 1 << 9;
    private static final int ALL_BITS = (1 << 10) - 1;

    private CountsCodec() {}

    /**
     * Writes counts in the layout above. Cost O(cells).
     *
     * @throws IOException if {@code out} does
     * @throws IllegalArgumentException if there are more than {@link #MOST_CELLS} cells
     */
    public static void write(Counts counts, DataOutput out) throws IOException {
        if (counts.cellCount() > MOST_CELLS) {
            throw new IllegalArgumentException(
                    "counts have too many cells to be written: cells=" + counts.cellCount() + ", most=" + MOST_CELLS);
        }
        int presence = presence(counts);
        out.writeByte(VERSION);
        writeGridId(counts.gridId(), out);
        Varint.write(presence, out);
        writeCells(counts, out);
        writeBad(counts, out);
        if ((presence & MOMENTS) != 0) {
            writeMoments(counts, out);
        }
        if ((presence & NEW_VALUES) != 0) {
            writeNewValues(counts.newValues(), out);
        }
        if ((presence & VECTOR_SUMS) != 0) {
            writeVectorSums(counts.vectorSums(), out);
        }
        if ((presence & QUANTILES) != 0) {
            Varint.writeBlock(counts.quantiles().toBytes(), out);
        }
    }

    private static int presence(Counts counts) {
        boolean hasMoments = counts.min() != Double.POSITIVE_INFINITY
                || counts.max() != Double.NEGATIVE_INFINITY
                || (counts.sum() | counts.squares()) != 0;
        return bit(counts.missing() != 0, MISSING)
                | bit(counts.wrongType() != 0, WRONG_TYPE)
                | bit(counts.notANumber() != 0, NOT_A_NUMBER)
                | bit(counts.infinite() != 0, INFINITE)
                | bit(counts.outOfRange() != 0, OUT_OF_RANGE)
                | bit(hasMoments, MOMENTS)
                | bit(counts.newValues().size() > 0, NEW_VALUES)
                | bit(!counts.quantiles().isEmpty(), QUANTILES)
                | bit(counts.absent() != 0, ABSENT)
                | bit(hasVectorSums(counts), VECTOR_SUMS);
    }

    /** Sums that are all 0 are none, so that equal counts have equal bytes. */
    private static boolean hasVectorSums(Counts counts) {
        for (long sum : counts.vectorSums()) {
            if (sum != 0) {
                return true;
            }
        }
        return false;
    }

    private static int bit(boolean isPresent, int bit) {
        return isPresent ? bit : 0;
    }

    private static void writeGridId(String id, DataOutput out) throws IOException {
        if (id.equals(Counts.NO_GRID)) {
            out.writeByte(NO_ID);
        } else if (isHash(id)) {
            out.writeByte(HASH_ID);
            out.writeLong(Long.parseUnsignedLong(id, 16));
        } else {
            out.writeByte(TEXT_ID);
            Varint.writeText(id, out);
        }
    }

    private static boolean isHash(String id) {
        boolean isHash = id.length() == HASH_DIGITS;
        for (int at = 0; isHash && at < HASH_DIGITS; at++) {
            char digit = id.charAt(at);
            isHash = digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
        }
        return isHash;
    }

    private static void writeCells(Counts counts, DataOutput out) throws IOException {
        int cells = counts.cellCount();
        long rows = 0;
        Varint.write(cells, out);
        for (int cell = 0; cell < cells; cell++) {
            Varint.write(counts.cell(cell), out);
            rows += counts.cell(cell);
            if (counts.cell(cell) == 0) {
                int last = lastOfZeros(counts, cell);
                Varint.write(last - cell, out);
                cell = last;
            }
        }
        Varint.writeSigned(counts.valid() - rows, out);
    }

    private static int lastOfZeros(Counts counts, int first) {
        int last = first;
        while (last + 1 < counts.cellCount() && counts.cell(last + 1) == 0) {
            last++;
        }
        return last;
    }

    private static void writeBad(Counts counts, DataOutput out) throws IOException {
        long[] bad = {
            counts.missing(),
            counts.wrongType(),
            counts.notANumber(),
            counts.infinite(),
            counts.outOfRange(),
            counts.absent()
        };
        for (long rows : bad) {
            if (rows != 0) {
                Varint.write(rows, out);
            }
        }
    }

    private static void writeMoments(Counts counts, DataOutput out) throws IOException {
        out.writeDouble(counts.min());
        out.writeDouble(counts.max());
        Varint.writeSigned(counts.sum(), out);
        Varint.write(counts.squares(), out);
    }

    private static void writeVectorSums(long[] sums, DataOutput out) throws IOException {
        Varint.write(sums.length, out);
        for (long sum : sums) {
            Varint.writeSigned(sum, out);
        }
    }

    private static void readVectorSums(Counts counts, DataInput in) throws IOException {
        long[] sums = new long[Varint.readSize("dimension", EmbeddingGrid.MOST_DIMENSIONS, in)];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Varint.readSigned(in);
        }
        counts.addVectorSums(sums, 0, sums.length);
    }

    private static void writeNewValues(NewValues newValues, DataOutput out) throws IOException {
        Varint.write(newValues.size(), out);
        for (int i = 0; i < newValues.size(); i++) {
            out.writeLong(newValues.priority(i));
            Varint.writeText(newValues.value(i), out);
        }
    }

    /**
     * Reads what {@link #write} wrote; reads no byte more.
     *
     * @throws IOException if {@code in} does, or ends early
     * @throws IllegalArgumentException if the version is unknown or a field is impossible
     */
    public static Counts read(DataInput in) throws IOException {
        return read(MOST_CELLS, in);
    }

    /** As {@link #read(DataInput)}, of at most so many cells. */
    public static Counts read(int mostCells, DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("cannot read counts of an unknown format: version=" + version
                    + ", readable versions=1.." + VERSION + "; read them with the build that wrote them");
        }
        String gridId = readGridId(in);
        int presence = Varint.readSize("presence bits", ALL_BITS, in);
        int cells = Varint.readSize("number of cells", Math.min(mostCells, MOST_CELLS), in);
        Counts counts = new Counts(gridId, cells);
        readCells(counts, in);
        readBad(counts, presence, in);
        if ((presence & MOMENTS) != 0) {
            readMoments(counts, in);
        }
        if ((presence & NEW_VALUES) != 0) {
            readNewValues(counts.newValues(), in);
        }
        if ((presence & VECTOR_SUMS) != 0) {
            readVectorSums(counts, in);
        }
        if ((presence & QUANTILES) != 0) {
            counts.quantiles().add(QuantileSketch.fromBytes(Varint.readBlock(in)));
        }
        return counts;
    }

    private static void readMoments(Counts counts, DataInput in) throws IOException {
        double min = in.readDouble();
        double max = in.readDouble();
        if (Double.isNaN(min) || Double.isNaN(max)) {
            throw new IllegalArgumentException("extremes must be numbers: min=" + min + ", max=" + max);
        }
        counts.addMoments(min, max, Varint.readSigned(in), Varint.read(in));
    }

    private static long rows(String what, long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException(what + " must be at least 0: " + what + "=" + rows);
        }
        return rows;
    }

    private static String readGridId(DataInput in) throws IOException {
        int form = in.readUnsignedByte();
        if (form == NO_ID) {
            return Counts.NO_GRID;
        }
        if (form == HASH_ID) {
            return HexFormat.of().toHexDigits(in.readLong());
        }
        if (form == TEXT_ID) {
            return Varint.readText(in);
        }
        throw new IllegalArgumentException("form of a grid id must be 0, 1 or 2: form=" + form);
    }

    private static void readCells(Counts counts, DataInput in) throws IOException {
        int cell = 0;
        while (cell < counts.cellCount()) {
            long rows = rows("rows of a cell", Varint.read(in));
            counts.countCell(cell, rows);
            int further = counts.cellCount() - cell - 1;
            cell += 1 + (rows == 0 ? Varint.readSize("number of further empty cells", further, in) : 0);
        }
        counts.countValid(Varint.readSigned(in));
    }

    private static void readBad(Counts counts, int presence, DataInput in) throws IOException {
        counts.countBad(
                readIf(presence & MISSING, in),
                readIf(presence & WRONG_TYPE, in),
                readIf(presence & NOT_A_NUMBER, in),
                readIf(presence & INFINITE, in),
                readIf(presence & OUT_OF_RANGE, in));
        counts.countAbsent(readIf(presence & ABSENT, in));
    }

    private static long readIf(int bit, DataInput in) throws IOException {
        return bit == 0 ? 0 : rows("rows", Varint.read(in));
    }

    private static void readNewValues(NewValues newValues, DataInput in) throws IOException {
        int size = Varint.readSize("number of new values", NewValues.SIZE, in);
        for (int i = 0; i < size; i++) {
            newValues.offer(in.readLong(), Varint.readText(in));
        }
    }
}
