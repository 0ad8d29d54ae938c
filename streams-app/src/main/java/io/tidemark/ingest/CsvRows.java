package io.tidemark.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tidemark.config.CsvMapping.Delimiter;
import io.tidemark.config.TimeFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of a CSV file as texts, for a first look at a file of which nothing is known. Rows with another number of fields than the header are
 * counted and passed over; names are as {@link CsvSchema} has them.
 *
 * <p>Owned by one thread.
 */
public final class CsvRows implements Closeable {
    /** What {@link #timeMs} says of a text that is no time. */
    public static final long NO_TIME = CsvTime.NO_TIME;

    /** Characters of a value that are looked at; the rest is cut. */
    public static final int LONGEST_TEXT = 300;

    private final CsvSource source;
    private final char delimiter;
    private final CsvReader<CsvFields> reader;
    private final Iterator<CsvFields> rows;
    private final List<String> header;
    private CsvFields row = new CsvFields();
    private CsvTime time = new CsvTime(TimeFormat.AUTO, ZoneOffset.UTC);
    private long count;
    private long ragged;
    private long firstRaggedLine;

    private CsvRows(Path file, CsvSource source) {
        this.source = source;
        this.delimiter = source.delimiter(Delimiter.AUTO);
        this.reader = CsvEvents.reader(source, delimiter);
        this.rows = CsvEvents.safe(reader.iterator(), file);
        this.header = CsvInference.header(rows, file);
    }

    /**
     * Opens a file, before its first row.
     *
     * @throws InvalidCsvFile if it cannot be read, has no header line, or a name twice
     */
    public static CsvRows open(Path file) {
        return new CsvRows(file, CsvSource.open(file));
    }

    /** How times are read from now on; by themselves, in UTC, where nothing was said. */
    public void readTimes(TimeFormat format, ZoneId zone) {
        time = new CsvTime(format, zone);
    }

    public List<String> header() {
        return List.copyOf(header);
    }

    public char delimiter() {
        return delimiter;
    }

    /** Goes to the next row; false at the end. */
    public boolean next() {
        while (rows.hasNext()) {
            row = rows.next();
            if (row.count() == header.size()) {
                count++;
                return true;
            }
            if (ragged++ == 0) {
                firstRaggedLine = row.line();
            }
        }
        return false;
    }

    /** A value of the row, without blanks around it, its first {@value #LONGEST_TEXT} characters. */
    public String text(int field) {
        int length = Math.min(row.length(field), LONGEST_TEXT);
        return new String(row.text(), row.start(field), length).strip();
    }

    /** A value of the row as milliseconds since the epoch, or {@link #NO_TIME}. */
    public long timeMs(int field) {
        return time.parse(row.text(), row.start(field), row.length(field));
    }

    /** Rows so far. */
    public long count() {
        return count;
    }

    /** Rows so far that have another number of fields than the header. */
    public long ragged() {
        return ragged;
    }

    /** Line of the first of them; 0 if there is none. */
    public long firstRaggedLine() {
        return firstRaggedLine;
    }

    /** Bytes of the file that were read, compressed if it is. */
    public long bytesRead() {
        return source.bytesRead();
    }

    public long totalBytes() {
        return source.totalBytes();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        source.close();
    }
}
