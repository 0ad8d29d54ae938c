package io.tidemark.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tidemark.config.CsvMapping.Delimiter;
import io.tidemark.config.Names;
import io.tidemark.ingest.CsvRow.FieldKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One column of a CSV file, number by number in file order, without a monitor: gzip or not, its delimiter the header's most frequent.
 * {@code true} and {@code false} are 1 and 0.
 *
 * <p>Owned by one thread.
 */
public final class CsvColumn implements Closeable {
    private static final int NONE = -1;
    private static final List<String> TIMES = List.of("timestamp", "time", "event_time", "datetime", "date");

    private final CsvSource source;
    private final CsvReader<CsvFields> reader;
    private final Iterator<CsvFields> rows;
    private final CsvNumber number = new CsvNumber();
    private final int field;
    private final int timeField;
    private long row = NONE;
    private double value;
    private String time = "";

    private CsvColumn(Path file, String column) {
        this.source = CsvSource.open(file);
        this.reader = CsvEvents.reader(source, source.delimiter(Delimiter.AUTO));
        this.rows = CsvEvents.safe(reader.iterator(), file);
        List<String> header = header();
        this.field = header.indexOf(column);
        this.timeField = TIMES.stream()
                .filter(header::contains)
                .mapToInt(header::indexOf)
                .findFirst()
                .orElse(NONE);
        if (field == NONE) {
            throw new InvalidCsvFile("the file has no such column: column=" + column + ", file=" + file + "; "
                    + Names.suggestion(column, header, "known there:"));
        }
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        if (rows.hasNext()) {
            CsvFields fields = rows.next();
            for (int i = 0; i < fields.count(); i++) {
                names.add(fields.string(i).strip());
            }
        }
        return names;
    }

    /**
     * Opens a file before its first row.
     *
     * @throws InvalidCsvFile if it cannot be read, or has no such column
     */
    public static CsvColumn open(Path file, String column) {
        return new CsvColumn(file, column);
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws InvalidCsvFile if the file cannot be read further
     */
    public boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        CsvFields fields = rows.next();
        row++;
        value = field < fields.count() ? number(fields) : Double.NaN;
        time = timeField != NONE && timeField < fields.count() ? fields.string(timeField) : "";
        return true;
    }

    private double number(CsvFields fields) {
        int start = fields.start(field);
        int length = fields.length(field);
        if (CsvRow.isBoolean(fields.text(), start, length)) {
            return length == 4 ? 1 : 0;
        }
        FieldKind kind = number.parse(fields.text(), start, length);
        return kind == FieldKind.LONG || kind == FieldKind.DOUBLE ? number.doubleValue() : Double.NaN;
    }

    /** Number of the row, from 0, the header not counted. */
    public long row() {
        return row;
    }

    /** The row's value; NaN where there is none, or no number. */
    public double value() {
        return value;
    }

    /** The row's time as written, where the file has a column named like one; else empty. */
    public String time() {
        return time;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        source.close();
    }
}
