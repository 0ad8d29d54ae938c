package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.ingest.CsvEvents;
import io.tidemark.ingest.CsvRejections;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.InvalidCsvFile;
import io.tidemark.pin.EventScan;
import io.tidemark.pin.Pin;
import io.tidemark.pin.PinFailure;
import io.tidemark.pin.Pinner;
import io.tidemark.profile.Place;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.Registry;
import io.tidemark.topology.MonitorRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * A CSV file as a monitor's events, in the same bytes that a producer would send.
 *
 * @param path the file
 * @param monitor what watches it
 * @param schema what its columns mean
 * @param schemaId id of the events' record in the registry
 * @param registry where profile finds it
 */
record InputFile(Path path, Monitor monitor, CsvSchema schema, int schemaId, Registry registry) {
    /**
     * Looks at the file's header and first rows.
     *
     * @throws InvalidCsvFile if it cannot be read as the monitor says
     */
    static InputFile open(Path path, Monitor monitor, Registry registry) {
        CsvSchema schema = CsvSchema.infer(path, monitor);
        int id = registry.register(
                monitor.source().topic(), FileEvent.type(schema).schema());
        return new InputFile(path, monitor, schema, id, registry);
    }

    /** Takes an event's bytes. */
    interface Taker {
        /** Returns whether to go on. */
        boolean take(byte[] event, CsvEvents file);
    }

    /** Reads the file once. */
    void read(CsvRejections rejections, Taker taker) {
        try (CsvEvents events = CsvEvents.open(path, schema, monitor.source().csv(), rejections)) {
            EventEncoder encoder = new EventEncoder(monitor.model(), FileEvent.type(schema), schemaId);
            FileEvent event = new FileEvent(schema, events.row());
            boolean goOn = true;
            while (goOn && events.next()) {
                goOn = taker.take(encoder.write(event), events);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + path, failure);
        }
    }

    /**
     * Makes the reference out of the file.
     *
     * @throws PinFailure if its range holds no event
     * @throws InvalidCsvFile if the file holds none at all, with the reason of the first line that is none
     */
    Pin pin() {
        return pin(() -> Long.MIN_VALUE);
    }

    /**
     * The same, for grids that hold from a later time on.
     *
     * @param validFrom says it, a window boundary, when the file has been read
     */
    Pin pin(LongSupplier validFrom) {
        Losses losses = new Losses();
        long windowMs = monitor.windows().size().toMillis();
        try {
            return new Pinner(monitor, MonitorRules.profile(monitor, windowMs), scan(losses)).pin(validFrom);
        } catch (PinFailure failure) {
            if (losses.events > 0) {
                throw failure;
            }
            throw new InvalidCsvFile(
                    losses.first.isEmpty()
                            ? "the file has no line below its header: file=" + path
                            : "no line of the file is an event: file=" + path + ", " + losses.first,
                    failure);
        }
    }

    /** What became of the lines. */
    private static final class Losses {
        private long events;
        private String first = "";

        void add(long line, String detail) {
            if (first.isEmpty()) {
                first = "line " + line + ": " + detail;
            }
        }
    }

    /** The file as pin reads it, through the same decoder as profile. */
    private EventScan scan(Losses losses) {
        return visitor -> {
            EventDecoder decoder = new EventDecoder(registry);
            Observation observation = new Observation();
            long[] offset = {0};
            read((line, reason, row, detail) -> losses.add(line, detail), (bytes, file) -> {
                losses.events = Math.max(losses.events, file.accepted());
                Rejection rejection = decoder.decode(bytes, observation);
                return rejection != null || visitor.visit(observation, Place.hash(0, offset[0]++));
            });
        };
    }
}
