package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Reference;
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
import io.tidemark.stats.grid.Grid;
import io.tidemark.topology.MonitorRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
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
     * @param lines learns what became of them
     * @throws PinFailure if its range holds no event
     * @throws InvalidCsvFile if the file holds none at all, with the reason of the first line that is none
     */
    Pin pin(FileLines lines) {
        return pin(lines, () -> Long.MIN_VALUE);
    }

    /**
     * The same, for grids that hold from a later time on.
     *
     * @param validFrom says it, a window boundary, when the file has been read
     */
    Pin pin(FileLines lines, LongSupplier validFrom) {
        try {
            return pinner(lines).pin(validFrom);
        } catch (PinFailure failure) {
            if (lines.accepted() > 0) {
                throw failure;
            }
            throw new InvalidCsvFile(
                    lines.firstRejected().isEmpty()
                            ? "the file has no line below its header: file=" + path
                            : "no line of the file is an event: file=" + path + ", " + lines.firstRejected(),
                    failure);
        }
    }

    /** Counts the range's events on cells that are there already. */
    List<Reference> count(SortedMap<String, Grid> grids, FileLines lines) {
        return pinner(lines).count(grids);
    }

    private Pinner pinner(FileLines lines) {
        long windowMs = monitor.windows().size().toMillis();
        return new Pinner(monitor, MonitorRules.profile(monitor, windowMs), scan(lines));
    }

    /** The file as pin reads it, through the same decoder as profile. */
    private EventScan scan(FileLines lines) {
        return visitor -> {
            EventDecoder decoder = new EventDecoder(registry);
            Observation observation = new Observation();
            long[] offset = {0};
            lines.begin();
            read(lines, (bytes, file) -> {
                lines.accepted(file);
                Rejection rejection = decoder.decode(bytes, observation);
                return rejection != null || visitor.visit(observation, Place.hash(0, offset[0]++));
            });
        };
    }
}
