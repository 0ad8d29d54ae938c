package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.ingest.AvroFile;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.FileReading;
import io.tidemark.ingest.FileRecords;
import io.tidemark.ingest.InvalidEventFile;
import io.tidemark.ingest.JsonLinesFile;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.ingest.RecordFile;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.EventScan;
import io.tidemark.profile.Place;
import io.tidemark.serde.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of records as a topic has them, JSON lines or Avro: their own bytes, read as the monitor maps them.
 *
 * @param file the file
 * @param prefix what stands before each record on a topic: of Avro the wire format's five bytes, of JSON nothing
 * @param monitor what watches it, its source's format that of the file
 * @param notes what its rules name and the file has not
 * @param registry where profile finds the file's schema
 */
record RecordInput(RecordFile file, byte[] prefix, Monitor monitor, List<String> notes, Registry registry)
        implements InputFile {
    /**
     * Looks at the file for what the monitor's mapping names.
     *
     * @throws InvalidEventFile if it cannot be read as the monitor says
     */
    static RecordInput ofJson(Path path, Monitor monitor, Registry registry) {
        RecordFile file = new JsonLinesFile(path);
        List<String> notes = file.check(monitor);
        return new RecordInput(file, new byte[0], monitor, notes, registry);
    }

    /**
     * The same of Avro.
     *
     * @throws InvalidEventFile if it cannot be read as the monitor says
     */
    static RecordInput ofAvro(Path path, Monitor monitor, Registry registry) {
        AvroFile file = AvroFile.of(path);
        List<String> notes = file.check(monitor);
        int id = registry.register(monitor.source().topic(), file.schema());
        byte[] prefix = ByteBuffer.allocate(EventDecoder.HEADER)
                .put((byte) 0)
                .putInt(id)
                .array();
        return new RecordInput(file, prefix, monitor, notes, registry);
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public void read(BadRecord.Listener rejections, Taker taker) {
        read(rejections, (bytes, seen, reading) -> taker.take(bytes, reading));
    }

    @Override
    public RecordDecoder decoder() {
        return new TopicDecoders(List.of(monitor), registry);
    }

    /** Takes an event, its bytes and what is in them. */
    private interface SeenTaker {
        boolean take(byte[] event, Observation seen, FileReading reading);
    }

    private void read(BadRecord.Listener rejections, SeenTaker taker) {
        RecordDecoder decoder = decoder();
        Observation seen = new Observation();
        try (FileRecords records = file.open(prefix)) {
            Reading reading = new Reading(records);
            boolean goOn = true;
            for (long offset = 0; goOn && records.next(); offset++) {
                byte[] bytes = records.bytes();
                seen.cameFrom(monitor.source().topic(), 0, offset, 0);
                Rejection rejection = records.fault().isEmpty() ? decoder.decode(bytes, seen) : null;
                String fault = fault(records, rejection);
                if (isRead(records, rejection) && isOfAnother(seen)) {
                    rejections.ofAnother(model(seen));
                } else if (fault.isEmpty()) {
                    reading.accepted++;
                    goOn = taker.take(bytes, seen, reading);
                } else {
                    rejections.bad(
                            new BadRecord(records.place(), fault, bytes, Map.of(FILE_HEADER, path().toString())));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + path(), failure);
        }
    }

    private static String fault(FileRecords records, @Nullable Rejection rejection) {
        return rejection == null ? records.fault() : records.explain(rejection.detail());
    }

    /** Whether all of the record was read: what it says of its model is then so, as it is for profile. */
    private static boolean isRead(FileRecords records, @Nullable Rejection rejection) {
        return records.fault().isEmpty() && (rejection == null || rejection.reason() == Reason.NO_TIMESTAMP);
    }

    private boolean isOfAnother(Observation seen) {
        return !seen.isOfItsTopic()
                && !seen.request().isOfDependency()
                && !model(seen).equals(monitor.model());
    }

    private static String model(Observation seen) {
        return seen.text(seen.modelOffset(), seen.modelLength());
    }

    @Override
    public EventScan scan(FileLines lines) {
        return visitor -> {
            long[] offset = {0};
            lines.begin();
            read(lines, (bytes, seen, reading) -> {
                lines.accepted(reading);
                return visitor.visit(seen, Place.hash(0, offset[0]++));
            });
        };
    }

    @Override
    public InvalidEventFile withoutEvents(String firstRejected, Exception cause) {
        return new InvalidEventFile(
                firstRejected.isEmpty()
                        ? "the file has no records: file=" + path()
                        : "no record of the file is an event: file=" + path() + ", " + firstRejected,
                cause);
    }

    /** How far the records have been read. */
    private static final class Reading implements FileReading {
        private final FileRecords records;
        private long accepted;

        Reading(FileRecords records) {
            this.records = records;
        }

        @Override
        public long accepted() {
            return accepted;
        }

        @Override
        public long bytesRead() {
            return records.bytesRead();
        }

        @Override
        public long totalBytes() {
            return records.totalBytes();
        }
    }
}
