package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.CsvEvents;
import io.tidemark.ingest.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/** The event time that a whole file covers. */
final class FileSpan {
    /** So many windows are ten years of five minutes. */
    private static final long MOST_WINDOWS = 1_000_000;

    private FileSpan() {}

    /**
     * From the first to the last event; of a file without times, or without events, the one window that every row is in.
     *
     * @throws WorldFailure if that is so long that a time must be wrong
     */
    static TimeWindow of(Path path, CsvSchema schema, Monitor monitor, FileLines lines) {
        long windowMs = monitor.windows().size().toMillis();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        boolean isTimed = schema.roles().time() != CsvSchema.NONE;
        try (CsvEvents events = CsvEvents.open(path, schema, monitor.source().csv(), lines)) {
            while (isTimed && events.next()) {
                first = Math.min(first, events.row().eventTimeMs());
                last = Math.max(last, events.row().eventTimeMs());
                lines.accepted(events);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + path, failure);
        }
        if (first > last) {
            return TimeWindow.containing(CsvEvents.UNTIMED_MS, windowMs);
        }
        if ((last - first) / windowMs > MOST_WINDOWS) {
            throw new WorldFailure("the file covers more than 1,000,000 windows: file=" + path + ", first event="
                    + Instant.ofEpochMilli(first) + ", last event=" + Instant.ofEpochMilli(last) + ", window="
                    + monitor.windows().size()
                    + "; a time is wrong, or source.csv.timeFormat, or windows.size is too short");
        }
        return new TimeWindow(first, last + 1);
    }
}
