package io.tidemark.ingest;

import io.tidemark.config.Monitor;
import io.tidemark.config.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;

/**
 * An Avro object container file (Avro 1.12 specification, "Object Container Files"), gzip or not.
 *
 * @param path the file
 * @param schema its writer's schema
 */
public record AvroFile(Path path, Schema schema) implements RecordFile {
    /**
     * Looks at the file's header.
     *
     * @throws InvalidEventFile if it cannot be read
     */
    public static AvroFile of(Path path) {
        try (AvroFileRecords records = AvroFileRecords.open(path, new byte[0])) {
            return new AvroFile(path, records.schema());
        } catch (IOException failure) {
            throw InvalidEventFile.unreadable(path, failure);
        }
    }

    @Override
    public FileRecords open(byte[] prefix) {
        return AvroFileRecords.open(path, prefix);
    }

    @Override
    public List<String> check(Monitor monitor) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new InvalidEventFile("an event must be a record: schema=" + schema.getFullName() + ", file=" + path);
        }
        RecordFormat format = monitor.source().format();
        List<String> notes =
                MappingCheck.check(monitor, new AvroPaths(schema), path, "the fields of the file's schema");
        if (format.isCanonical()) {
            try {
                AvroPlan.compile(schema);
            } catch (IllegalArgumentException foreign) {
                throw new InvalidEventFile(
                        "the file's records are no events of Tidemark's own: file=" + path + ", " + foreign.getMessage()
                                + "; say by source.fields what their fields mean",
                        foreign);
            }
        }
        return notes;
    }
}
