package io.tidemark.runtime;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.FileReading;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.EventScan;
import io.tidemark.profile.Place;
import io.tidemark.profile.ProfileProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was read of a topic: its records as they stood there, and the labels of those that are predictions.
 *
 * @param path where {@link TopicCopy} wrote it
 * @param monitor what watches the topic
 * @param schemas writers' schemas by their ids, as the registry had them
 */
record CopiedInput(Path path, Monitor monitor, Map<Integer, String> schemas) implements InputFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the schemas of a copy stand. */
    static Path schemasOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".schemas");
    }

    static CopiedInput open(Path path, Monitor monitor) {
        try {
            Map<Integer, String> schemas =
                    JSON.readValue(Files.readAllBytes(schemasOf(path)), new TypeReference<Map<Integer, String>>() {});
            return new CopiedInput(path, monitor, schemas);
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    private static UncheckedIOException unreadable(Path path, IOException failure) {
        return new UncheckedIOException("cannot read what was read of the topic: path=" + path, failure);
    }

    @Override
    public void read(BadRecord.Listener rejections, Taker taker) {
        try (CopyFile.Reader reader = new CopyFile.Reader(path)) {
            Reading reading = new Reading(reader, Files.size(path));
            boolean goOn = true;
            for (CopyFile.Entry entry = reader.next(); goOn && entry != null; entry = reader.next()) {
                if (entry instanceof CopyFile.Event event) {
                    CopyFile.Place place = event.place();
                    taker.cameFrom(place.partition(), place.offset(), place.recordTimeMs());
                    reading.accepted++;
                    goOn = taker.take(event.value(), reading);
                } else if (entry instanceof CopyFile.Label label) {
                    taker.label(label.value(), label.madeMs(), label.knownMs());
                } else if (entry instanceof CopyFile.Bad bad) {
                    rejections.bad(bad(bad));
                }
            }
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    /** Where its bytes would mean something else, what is wrong with them stands in their place: they are no event there either. */
    private BadRecord bad(CopyFile.Bad bad) {
        String place = TopicCopy.place(path.getFileName().toString(), bad.place());
        return new BadRecord(
                place,
                bad.why().reason() + " " + bad.why().detail(),
                bad.why().detail().getBytes(StandardCharsets.UTF_8),
                Map.of(
                        ProfileProcessor.REASON_HEADER,
                        bad.why().reason().name(),
                        ProfileProcessor.DETAIL_HEADER,
                        bad.why().detail(),
                        ProfileProcessor.LINE_HEADER,
                        place));
    }

    @Override
    public RecordDecoder decoder() {
        return new TopicDecoders(List.of(monitor), this::schema);
    }

    private String schema(int id) throws SchemaSource.UnknownSchema {
        String schema = schemas.get(id);
        if (schema == null) {
            throw new SchemaSource.UnknownSchema("no record that was read has this schema: id=" + id);
        }
        return schema;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public EventScan scan(FileLines lines) {
        return visitor -> {
            lines.begin();
            read(lines, new Scanning(this, lines, visitor));
        };
    }

    /** Hands events on to who scans them. Owned by one thread. */
    private static final class Scanning implements Taker {
        private final RecordDecoder decoder;
        private final String topic;
        private final FileLines lines;
        private final EventScan.Visitor visitor;
        private final Observation seen = new Observation();

        Scanning(CopiedInput input, FileLines lines, EventScan.Visitor visitor) {
            this.decoder = input.decoder();
            this.topic = input.monitor.source().topic();
            this.lines = lines;
            this.visitor = visitor;
        }

        @Override
        public void cameFrom(int partition, long offset, long recordTimeMs) {
            seen.cameFrom(topic, partition, offset, recordTimeMs);
        }

        @Override
        public boolean take(byte[] event, FileReading file) {
            lines.accepted(file);
            return decoder.decode(event, seen) != null
                    || visitor.visit(seen, Place.hash(seen.partition(), seen.offset()));
        }
    }

    @Override
    public WorldFailure withoutEvents(String firstRejected, Exception cause) {
        return new WorldFailure("nothing that was read of the topic is an event: " + firstRejected, cause);
    }

    /** How far it has been read. */
    private static final class Reading implements FileReading {
        private final CopyFile.Reader reader;
        private final long size;
        private long accepted;

        Reading(CopyFile.Reader reader, long size) {
            this.reader = reader;
            this.size = size;
        }

        @Override
        public long accepted() {
            return accepted;
        }

        @Override
        public long bytesRead() {
            return reader.bytes();
        }

        @Override
        public long totalBytes() {
            return size;
        }
    }
}
