package io.tidemark.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tidemark.config.CsvMapping.Delimiter;
import io.tidemark.config.TimeFormat;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Scope;
import io.tidemark.ingest.CsvRow.FieldKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;

/**
 * Counts of good and bad things over time, of any origin: a CSV file with a header, gzip or not, one line a step and slice, read line by
 * line in bounded memory.
 *
 * <p><b>Columns</b> are found by name, in any order and case: a time, two of {@code good}, {@code bad} and {@code total} (of all three,
 * {@code total} must be the sum), and {@code slice} or the dimensions that one names; others are not read. Times are ISO-8601 (of UTC
 * where no zone is written) or seconds, milliseconds or microseconds since the epoch. Counts may have fractions, as Prometheus'
 * {@code increase} does; less than one good thing above the total is such a fraction, and cut.
 *
 * <p>A line that cannot be used is told, and reading goes on. Owned by one thread.
 */
public final class PointFile implements Closeable {
    private final PointColumns columns;
    private final CsvSource source;
    private final CsvReader<CsvFields> reader;
    private final Iterator<CsvFields> rows;
    private final Rejected rejected;
    private final CsvTime time = new CsvTime(TimeFormat.AUTO, ZoneOffset.UTC);
    private final CsvNumber number = new CsvNumber();
    private final double[] counts = new double[PointColumns.COUNTS];
    private long accepted;
    private long line;
    private long timeMs;
    private double good;
    private double bad;
    private String slice = Scope.ALL;
    private String problem = "";

    /** Is told of every line that cannot be used. */
    public interface Rejected {
        /**
         * One line was left out; reading goes on.
         *
         * @param line of the file, from 1
         * @param detail what was seen, and what would be right
         */
        void rejected(long line, String detail);
    }

    private PointFile(Path file, List<String> dimensions, Rejected rejected) {
        this.source = CsvSource.open(file);
        this.reader = CsvEvents.reader(source, source.delimiter(Delimiter.AUTO));
        this.rows = CsvEvents.safe(reader.iterator(), file);
        this.rejected = rejected;
        this.columns = PointColumns.of(header(), dimensions, file);
    }

    private CsvFields header() {
        return rows.hasNext() ? rows.next() : new CsvFields();
    }

    /**
     * Opens a file before its first line.
     *
     * @param dimensions columns that say of which slice a line is; empty for the column {@code slice}, if there is one
     * @throws InvalidCsvFile if it cannot be read, or a column is missing: all that is wrong with the header at once
     */
    public static PointFile open(Path file, List<String> dimensions, Rejected rejected) {
        return new PointFile(file, dimensions, rejected);
    }

    /**
     * Goes to the next line that can be used.
     *
     * @return whether there is one
     * @throws InvalidCsvFile if the file cannot be read further
     */
    public boolean next() {
        while (rows.hasNext()) {
            CsvFields fields = rows.next();
            if (accepts(fields)) {
                line = fields.line();
                accepted++;
                return true;
            }
            rejected.rejected(fields.line(), problem);
        }
        return false;
    }

    private boolean accepts(CsvFields fields) {
        if (fields.count() != columns.count()) {
            return isNot("has " + fields.count() + " fields, the header has " + columns.count());
        }
        return hasTime(fields) && hasCounts(fields) && hasSlice(fields);
    }

    private boolean hasTime(CsvFields fields) {
        int field = columns.time();
        timeMs = time.parse(fields.text(), fields.start(field), fields.length(field));
        return timeMs != CsvTime.NO_TIME
                || isNot(shown(fields, field)
                        + " is not a time; write 2026-11-22T01:02:00Z, or seconds or milliseconds since the epoch");
    }

    private boolean hasCounts(CsvFields fields) {
        for (int i = 0; i < counts.length; i++) {
            int field = columns.count(i);
            counts[i] = field == PointColumns.NONE ? Double.NaN : count(fields, field);
            if (field != PointColumns.NONE && !(counts[i] >= 0 && counts[i] < Long.MAX_VALUE)) {
                return isNot(shown(fields, field) + " is not a count; write a number from 0 on");
            }
        }
        return isConsistent();
    }

    private double count(CsvFields fields, int field) {
        FieldKind kind = number.parse(fields.text(), fields.start(field), fields.length(field));
        return kind == FieldKind.LONG || kind == FieldKind.DOUBLE ? number.doubleValue() : Double.NaN;
    }

    private boolean isConsistent() {
        double total = counts[PointColumns.TOTAL];
        good = counts[PointColumns.GOOD];
        bad = counts[PointColumns.BAD];
        if (Double.isNaN(total)) {
            return true;
        }
        boolean hasGood = !Double.isNaN(good);
        if (hasGood && !Double.isNaN(bad) && Math.abs(good + bad - total) >= 1) {
            return isNot("total=" + NumberText.of(total) + " is not good=" + NumberText.of(good) + " plus bad="
                    + NumberText.of(bad) + "; write their sum, or two of the three columns");
        }
        double part = hasGood ? good : bad;
        if (part - total >= 1 || part > total && part == Math.rint(part) && total == Math.rint(total)) {
            return isNot((hasGood ? "good=" : "bad=") + NumberText.of(part) + " is more than total="
                    + NumberText.of(total) + "; write at most the total");
        }
        good = hasGood ? Math.min(good, total) : Math.max(0, total - bad);
        bad = total - good;
        return true;
    }

    private boolean hasSlice(CsvFields fields) {
        slice = columns.slice(fields);
        return !slice.isEmpty() || isNot("has no slice; write * for all events");
    }

    private String shown(CsvFields fields, int field) {
        return columns.name(field) + "=" + fields.string(field);
    }

    private boolean isNot(String detail) {
        problem = detail;
        return false;
    }

    /** Line of the file that the line begins on, from 1. */
    public long line() {
        return line;
    }

    /** Milliseconds since the epoch. */
    public long timeMs() {
        return timeMs;
    }

    /** Good ones, ≥ 0. */
    public double good() {
        return good;
    }

    /** Bad ones, ≥ 0. */
    public double bad() {
        return bad;
    }

    /** The slice; {@code *} in a file without. */
    public String slice() {
        return slice;
    }

    /** Lines so far that can be used. */
    public long accepted() {
        return accepted;
    }

    /** Columns that are not read, in file order. */
    public List<String> ignored() {
        return columns.ignored();
    }

    /** Bytes of the file, as stored, that have been read; up to a buffer ahead of the line. */
    public long bytesRead() {
        return source.bytesRead();
    }

    /** Size of the file, as stored. */
    public long totalBytes() {
        return source.totalBytes();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        source.close();
    }
}
