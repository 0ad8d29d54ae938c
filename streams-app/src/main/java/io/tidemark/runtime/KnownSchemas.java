package io.tidemark.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Asks a registry and keeps what it said. Owned by one thread. */
final class KnownSchemas implements SchemaSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaSource registry;
    private final Map<Integer, String> known = new TreeMap<>();

    KnownSchemas(SchemaSource registry) {
        this.registry = registry;
    }

    @Override
    public String schemaById(int id) throws UnknownSchema {
        String schema = registry.schemaById(id);
        known.put(id, schema);
        return schema;
    }

    /** Writes them as one JSON object, by their ids. */
    void write(Path path) throws IOException {
        Files.write(path, JSON.writeValueAsBytes(known));
    }
}
