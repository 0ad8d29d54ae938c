package io.tidemark.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tidemark.config.CsvMapping;
import io.tidemark.ingest.CsvRejections.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * The events of a CSV file, one after the other, in bounded memory. Rows that are no events are told and counted; the rest
 * goes on. Bytes that are not UTF-8 become U+FFFD.
 *
 * <p>Owned by one thread, but for {@link #bytesRead()}, which any may ask.
 */
public final class CsvEvents implements FileReading, Closeable {
    /** The time of every row of a file without times, which are told apart by their number alone; 0 would mean that it is absent. */
    public static final long UNTIMED_MS = 1;

    private static final int LONGEST_ROW = 1 << 20;

    private final CsvSchema schema;
    private final CsvSource source;
    private final CsvReader<CsvFields> reader;
    private final Iterator<CsvFields> rows;
    private final CsvRejections rejections;
    private final CsvTime time;
    private final CsvMissing missing;
    private final CsvFields fields;
    private final CsvRow row;
    private long accepted;
    private long rejected;

    private CsvEvents(Path file, CsvSchema schema, CsvMapping mapping, CsvRejections rejections) {
        this.fields = new CsvFields();
        this.schema = schema;
        this.source = CsvSource.open(file);
        this.reader = reader(source, schema.delimiter(), fields);
        this.rows = safe(reader.iterator(), file);
        this.rejections = rejections;
        this.time = new CsvTime(mapping.timeFormat(), mapping.timeZone());
        this.missing = new CsvMissing(mapping.missing());
        this.row = new CsvRow(schema, mapping, fields);
    }

    /**
     * Opens a file, before its first event.
     *
     * @param schema of the same file
     * @throws InvalidCsvFile if it cannot be read
     */
    public static CsvEvents open(Path file, CsvSchema schema, CsvMapping mapping, CsvRejections rejections) {
        CsvEvents events = new CsvEvents(file, schema, mapping, rejections);
        if (events.rows.hasNext()) {
            events.rows.next();
        }
        return events;
    }

    static CsvReader<CsvFields> reader(CsvSource source, char delimiter) {
        return reader(source, delimiter, new CsvFields());
    }

    private static CsvReader<CsvFields> reader(CsvSource source, char delimiter, CsvFields fields) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_ROW)
                .build(fields, source.reader());
    }

    /** The rows, with what goes wrong underneath as {@link InvalidCsvFile}. */
    static Iterator<CsvFields> safe(Iterator<CsvFields> rows, Path file) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return rows.hasNext();
                } catch (UncheckedIOException | CsvParseException e) {
                    throw CsvSource.unreadable(file, e);
                }
            }

            @Override
            public CsvFields next() {
                try {
                    return rows.next();
                } catch (UncheckedIOException | CsvParseException e) {
                    throw CsvSource.unreadable(file, e);
                }
            }
        };
    }

    /**
     * Goes to the next event, telling of the rows before it that are none.
     *
     * @return whether there is one; {@link #row()} then holds it
     * @throws InvalidCsvFile if the file cannot be read further
     */
    public boolean next() {
        while (rows.hasNext()) {
            if (accept(rows.next())) {
                accepted++;
                return true;
            }
        }
        return false;
    }

    private boolean accept(CsvFields fields) {
        if (fields.count() != schema.header().size()) {
            return reject(
                    fields,
                    Reason.FIELD_COUNT,
                    "row has " + fields.count() + " fields, the header has "
                            + schema.header().size());
        }
        int field = schema.roles().time();
        if (field == CsvSchema.NONE) {
            row.load(UNTIMED_MS);
            return true;
        }
        char[] text = fields.text();
        int start = fields.start(field);
        int length = fields.length(field);
        if (missing.isMissing(text, start, length)) {
            return reject(fields, Reason.NO_TIME, schema.header().get(field) + " is missing");
        }
        long timeMs = time.parse(text, start, length);
        if (timeMs == CsvTime.NO_TIME) {
            return reject(
                    fields,
                    Reason.BAD_TIME,
                    schema.header().get(field) + "=" + fields.string(field)
                            + " is not a time; see source.csv.timeFormat");
        }
        row.load(timeMs);
        return true;
    }

    private boolean reject(CsvFields fields, Reason reason, String detail) {
        rejected++;
        rejections.rejected(fields.line(), reason, fields.joined(schema.delimiter()), detail);
        return false;
    }

    /** The event that {@link #next()} went to. */
    public CsvRow row() {
        return row;
    }

    /**
     * When the row's label became known, in milliseconds since the epoch; {@link Long#MIN_VALUE} if no column says it, or it is no time. That is told, and
     * the row is an event all the same.
     */
    public long labelTimeMs() {
        int field = schema.roles().labelTime();
        String text = row.role(field);
        if (text.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long timeMs = time.parse(text.toCharArray(), 0, text.length());
        if (timeMs != CsvTime.NO_TIME) {
            return timeMs;
        }
        rejections.rejected(
                fields.line(),
                Reason.BAD_LABEL_TIME,
                fields.joined(schema.delimiter()),
                schema.header().get(field) + "=" + text
                        + " is not a time, so the row's label is not used; see source.csv.timeFormat");
        return Long.MIN_VALUE;
    }

    @Override
    public long accepted() {
        return accepted;
    }

    /** Rows so far that were no events. */
    public long rejected() {
        return rejected;
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public long totalBytes() {
        return source.totalBytes();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        source.close();
    }
}
