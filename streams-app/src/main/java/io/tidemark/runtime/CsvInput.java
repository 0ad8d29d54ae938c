package io.tidemark.runtime;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.ingest.CsvEvents;
import io.tidemark.ingest.CsvRejections;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.InvalidCsvFile;
import io.tidemark.ingest.NameListener;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.EventScan;
import io.tidemark.profile.Place;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A CSV file, whose rows become canonical events.
 *
 * @param path the file
 * @param monitor what watches it
 * @param schema what its columns mean
 * @param schemaId id of the events' record in the registry
 * @param registry where profile finds it
 */
record CsvInput(Path path, Monitor monitor, CsvSchema schema, int schemaId, Registry registry) implements InputFile {
    /**
     * Looks at the file's header and first rows.
     *
     * @throws InvalidCsvFile if it cannot be read as the monitor says
     */
    static CsvInput open(Path path, Monitor monitor, Registry registry) {
        CsvSchema schema = CsvSchema.infer(path, monitor);
        int id = registry.register(
                monitor.source().topic(), FileEvent.type(schema).schema());
        return new CsvInput(path, monitor, schema, id, registry);
    }

    @Override
    public void read(BadRecord.Listener rejections, Taker taker) {
        int model = modelField();
        CsvRejections lines = (line, reason, row, detail) ->
                rejections.bad(bad(line, reason, row, FileLines.shown(reason, detail, monitor)));
        try (CsvEvents events = CsvEvents.open(path, schema, monitor.source().csv(), lines)) {
            EventEncoder encoder = new EventEncoder(monitor.model(), FileEvent.type(schema), schemaId);
            FileEvent event = new FileEvent(schema, events.row());
            FileLabels labels = FileLabels.of(this, events);
            boolean goOn = true;
            while (goOn && events.next()) {
                if (model == CsvSchema.NONE || events.row().role(model).equals(monitor.model())) {
                    taker.at(event.timeMs());
                    goOn = taker.take(encoder.write(event), events);
                    labels.tell(event.id(), taker);
                } else {
                    rejections.ofAnother(events.row().role(model));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + path, failure);
        }
    }

    /** Which field names a row's model; a file without it is of the monitor's own. */
    private int modelField() {
        FieldMapping fields = monitor.source().format().fields();
        boolean isMapped = !fields.equals(FieldMapping.CANONICAL);
        return isMapped ? schema.header().indexOf(fields.place(Role.MODEL)) : CsvSchema.NONE;
    }

    @Override
    public void tellNames(NameListener listener) {
        schema.tellNames(monitor.source(), listener);
    }

    @Override
    public RecordDecoder decoder() {
        return new EventDecoder(registry);
    }

    @Override
    public RecordDecoder labelDecoder() {
        return new TopicDecoders(List.of(InputFile.asCanonical(monitor)), registry);
    }

    private BadRecord bad(long line, CsvRejections.Reason reason, String row, String detail) {
        return new BadRecord(
                "line " + line,
                detail,
                row.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        ProfileProcessor.REASON_HEADER,
                        reason.name(),
                        ProfileProcessor.DETAIL_HEADER,
                        detail,
                        ProfileProcessor.LINE_HEADER,
                        Long.toString(line),
                        FILE_HEADER,
                        path.toString()));
    }

    /** Through the same decoder as profile. */
    @Override
    public EventScan scan(FileLines lines) {
        return visitor -> {
            RecordDecoder decoder = decoder();
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

    @Override
    public List<String> notes() {
        return schema.unmetNames(monitor);
    }

    @Override
    public InvalidCsvFile withoutEvents(String firstRejected, Exception cause) {
        return new InvalidCsvFile(
                firstRejected.isEmpty()
                        ? "the file has no line below its header: file=" + path
                        : "no line of the file is an event: file=" + path + ", " + firstRejected,
                cause);
    }
}
