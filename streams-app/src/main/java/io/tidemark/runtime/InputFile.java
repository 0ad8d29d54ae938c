package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.RecordFormat;
import io.tidemark.config.RecordFormat.Encoding;
import io.tidemark.domain.Reference;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.FileFormat;
import io.tidemark.ingest.FileReading;
import io.tidemark.ingest.NameListener;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.pin.EventScan;
import io.tidemark.pin.Pin;
import io.tidemark.pin.PinFailure;
import io.tidemark.pin.Pinner;
import io.tidemark.serde.Registry;
import io.tidemark.stats.grid.Grid;
import io.tidemark.topology.MonitorRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/** A file as a monitor's events, in the bytes that a producer would send; read as often as need be. */
interface InputFile {
    /** Header of a bad record that says which file it is of. */
    String FILE_HEADER = "tidemark.file";

    /**
     * Looks at a file: CSV, JSON lines or Avro, told by its content, gzip or not; or what was read of a topic.
     *
     * @throws WorldFailure if it cannot be read as the monitor says
     */
    static InputFile open(Path path, Monitor monitor, Registry registry) {
        if (CopyFile.is(path)) {
            return CopiedInput.open(path, monitor);
        }
        FileFormat format = FileFormat.of(path);
        return switch (format) {
            case CSV -> CsvInput.open(path, monitor, registry);
            case JSON_LINES -> RecordInput.ofJson(path, asIn(format, monitor), registry);
            case AVRO -> RecordInput.ofAvro(path, asIn(format, monitor), registry);
        };
    }

    /** What watches a file's events once they are on a topic. */
    static Monitor asIn(Path path, Monitor monitor) {
        return asIn(FileFormat.of(path), monitor);
    }

    /** The file's encoding wins over that of the monitor's topic; what the fields mean stays. Rows of CSV become canonical events, their values hashed. */
    private static Monitor asIn(FileFormat format, Monitor monitor) {
        RecordFormat stated = monitor.source().format();
        Monitor hashed = format == FileFormat.CSV ? monitor.ofHashes() : monitor;
        return hashed.asInAFile(
                switch (format) {
                    case CSV -> RecordFormat.USUAL;
                    case JSON_LINES -> new RecordFormat(Encoding.JSON, "", stated.fields());
                    case AVRO -> new RecordFormat(Encoding.AVRO, "", stated.fields());
                });
    }

    /** What watches events that were written anew as canonical ones. */
    static Monitor asCanonical(Monitor monitor) {
        return asIn(FileFormat.CSV, monitor);
    }

    /** Takes an event's bytes. */
    interface Taker {
        /** Returns whether to go on. */
        boolean take(byte[] event, FileReading file);

        /** The next event is of that time. */
        default void at(long timeMs) {}

        /**
         * Takes the label of an event that was taken.
         *
         * @param madeMs event time of its prediction
         * @param knownMs event time at which it became known
         */
        default void label(byte[] label, long madeMs, long knownMs) {}

        /** The next event stood there in its log. */
        default void cameFrom(int partition, long offset, long recordTimeMs) {}
    }

    Path path();

    Monitor monitor();

    /** Reads the file once. */
    void read(BadRecord.Listener rejections, Taker taker);

    /** What reads the events' bytes; used by one thread. */
    RecordDecoder decoder();

    /** What reads the labels' bytes, which are of the monitor's label topic; used by one thread. */
    default RecordDecoder labelDecoder() {
        return decoder();
    }

    /** Headers that each of its events and labels gets on the topic. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Tells of names in the file that make no column of their own, where they show before its records are read. */
    default void tellNames(NameListener listener) {}

    /** What the monitor's rules name and the file has not, a sentence each: it can be kept, but hardly means what it says. */
    List<String> notes();

    /** The file as pin reads it. */
    EventScan scan(FileLines lines);

    /**
     * What is said of a file that holds no event at all.
     *
     * @param firstRejected place and reason of its first record that is none; empty if it has no records
     */
    WorldFailure withoutEvents(String firstRejected, Exception cause);

    /**
     * Makes the reference out of the file.
     *
     * @param lines learns what became of them
     * @throws PinFailure if its range holds no event
     * @throws WorldFailure if the file holds none at all, with the reason of the first line that is none
     */
    default Pin pin(FileLines lines) {
        return pin(lines, () -> Long.MIN_VALUE);
    }

    /**
     * The same, for grids that hold from a later time on.
     *
     * @param validFrom says it, a window boundary, when the file has been read
     */
    default Pin pin(FileLines lines, LongSupplier validFrom) {
        try {
            return pinner(lines).pin(validFrom);
        } catch (PinFailure failure) {
            if (lines.accepted() > 0) {
                throw failure;
            }
            throw lines.others().events() > 0
                    ? ofOthers(lines.others(), failure)
                    : withoutEvents(lines.firstRejected(), failure);
        }
    }

    private WorldFailure ofOthers(OtherModels.Passed others, Exception cause) {
        return new WorldFailure(
                "no event of the file is of the model that it is read for: model="
                        + monitor().model() + ", file=" + path() + ", its events are of "
                        + String.join(", ", others.models())
                        + "; name the model as they do, choose another by --model, or leave source.fields.model out",
                cause);
    }

    /** Counts the range's events on cells that are there already. */
    default List<Reference> count(SortedMap<String, Grid> grids, FileLines lines) {
        return pinner(lines).count(grids);
    }

    private Pinner pinner(FileLines lines) {
        long windowMs = monitor().windows().size().toMillis();
        return new Pinner(monitor(), MonitorRules.profile(monitor(), windowMs), scan(lines));
    }
}
