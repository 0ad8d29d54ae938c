package io.tidemark.runtime.first;

import io.tidemark.ingest.AvroFile;
import io.tidemark.ingest.FileRecords;
import io.tidemark.ingest.RecordFile;
import io.tidemark.ingest.SchemaSource.UnknownSchema;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.first.RecordTimes.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * One reading of a file of records: how they are written, when they came, and some of them from everywhere.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class RecordPass {
    private static final byte[] FRAME = {0, 0, 0, 0, 1};
    private static final byte[] NO_FRAME = {};
    private static final int EVERY = 4_096;

    private final RecordFile file;
    private final RecordReading reading;
    private final RecordTimes times;
    private final FieldSample sample = new FieldSample();
    private final Traffic traffic = new Traffic();
    private final ModelChoice models = new ModelChoice();
    private long records;
    private long untimed;
    private long broken;
    private String firstBroken = "";

    private RecordPass(RecordFile file, RecordTimes times) {
        this.file = file;
        this.times = times;
        this.reading = new RecordReading(id -> schema(), "");
    }

    private String schema() throws UnknownSchema {
        if (file instanceof AvroFile avro) {
            return avro.schema().toString();
        }
        throw new UnknownSchema("lines of JSON have no schema");
    }

    /**
     * Reads a file.
     *
     * @param most records that are read
     */
    static RecordPass of(RecordFile file, RecordTimes times, long most, Progress progress) {
        RecordPass pass = new RecordPass(file, times);
        try (FileRecords records = file.open(file instanceof AvroFile ? FRAME : NO_FRAME)) {
            for (long i = 1; i <= most && records.next(); i++) {
                pass.take(records);
                if (i % EVERY == 0) {
                    progress.at("reading " + file.path().getFileName(), i, records.bytesRead(), records.totalBytes());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + file.path(), failure);
        }
        return pass;
    }

    private void take(FileRecords file) {
        Optional<Object> read = file.fault().isEmpty() ? reading.message(file.bytes()) : Optional.empty();
        if (read.isEmpty()) {
            firstBroken = broken == 0 ? file.place() : firstBroken;
            broken++;
            return;
        }
        records++;
        long ms = times.timeMs(read.get());
        if (ms == RowSample.NO_TIME) {
            untimed++;
        } else {
            traffic.add(ms);
        }
        if (sample.takesNext()) {
            add(RecordReading.texts(read.get()), ms);
        }
    }

    private void add(Map<String, String> texts, long ms) {
        if (times.kind() == Kind.OWN) {
            models.count(OwnEvent.model(texts));
        }
        sample.add(ms, times.values(texts));
    }

    /** How they are written. */
    RecordReading reading() {
        return reading;
    }

    /** Some of them. */
    FieldSample sample() {
        return sample;
    }

    /** Of those that have a time. */
    Traffic traffic() {
        return traffic;
    }

    ModelChoice models() {
        return models;
    }

    /** How many could be read. */
    long records() {
        return records;
    }

    /** How many of these have no time. */
    long untimed() {
        return untimed;
    }

    /** What is said of those that could not be read; empty if all could. */
    String broken() {
        return broken == 0
                ? ""
                : Figures.plural(broken, "record") + " (" + Figures.percent((double) broken / (records + broken))
                        + ", the first in " + firstBroken + ") cannot be read, and are counted as bad rows.";
    }
}
