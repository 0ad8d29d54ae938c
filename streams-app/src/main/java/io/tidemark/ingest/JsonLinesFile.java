package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file of a JSON object a line, gzip or not.
 *
 * @param path the file
 */
public record JsonLinesFile(Path path) implements RecordFile {
    /** So many are looked at for what there is, more only while a place that the mapping names was not met. */
    private static final int LOOKED_AT = 1_000;

    @Override
    public FileRecords open(byte[] prefix) {
        return JsonLineRecords.open(path);
    }

    @Override
    public List<String> check(Monitor monitor) {
        JsonPaths paths =
                new JsonPaths(MappingCheck.wanted(monitor.source().format().fields()).stream()
                        .map(FieldMapping.Place::path)
                        .toList());
        int objects = 0;
        int looked = 0;
        try (FileRecords records = JsonLineRecords.open(path)) {
            while ((looked < LOOKED_AT || !paths.isComplete()) && records.next()) {
                looked++;
                objects += paths.look(records.bytes()) ? 1 : 0;
            }
        } catch (IOException failure) {
            throw InvalidEventFile.unreadable(path, failure);
        }
        if (objects == 0) {
            throw new InvalidEventFile(
                    looked == 0
                            ? "the file is empty: file=" + path
                            : "no line of the file is a JSON object of its own: file=" + path + ", lines=" + looked
                                    + "; write an object a line: jq -c . " + path);
        }
        return MappingCheck.check(
                monitor,
                paths,
                path,
                String.format(
                        Locale.ROOT,
                        "the %s%,d lines that were looked at",
                        looked < LOOKED_AT ? "" : "first ",
                        looked));
    }
}
