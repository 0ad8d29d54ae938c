package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.FieldPath;
import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A mapping speaks of places that a file's records have: one that is misspelt would be missing for ever. */
final class MappingCheck {
    private MappingCheck() {}

    /** The places that a file must have for a monitor, by the key that names them. */
    static Map<String, FieldPath> wanted(FieldMapping fields) {
        Map<String, FieldPath> wanted = new LinkedHashMap<>();
        if (fields.equals(FieldMapping.CANONICAL)) {
            wanted.put(key(Role.TIME), path(fields, Role.TIME));
            wanted.put(key(Role.MODEL), path(fields, Role.MODEL));
            return wanted;
        }
        for (Role role : Role.values()) {
            List<FieldPath> paths = fields.roles().getOrDefault(role, List.of());
            paths.forEach(path -> wanted.put(key(role), path));
        }
        fields.dimensions().named().forEach((name, path) -> wanted.put("source.fields.dimensions." + name, path));
        fields.dimensions().maps().forEach(path -> wanted.put("source.fields.dimensions", path));
        fields.features().from().forEach(path -> wanted.put("source.fields.features.from=" + path, path));
        if (fields.features().from().isEmpty()) {
            fields.renamedItems().forEach(path -> wanted.put("source.fields.features.rename=" + path, path));
        }
        return wanted;
    }

    private static String key(Role role) {
        return "source.fields." + role.name().toLowerCase(Locale.ROOT);
    }

    private static FieldPath path(FieldMapping fields, Role role) {
        return fields.roles().getOrDefault(role, List.of()).get(0);
    }

    /** @throws InvalidEventFile if one of them is nowhere */
    static void check(Monitor monitor, FilePaths paths, Path file) {
        FieldMapping fields = monitor.source().format().fields();
        if (!fields.roles().containsKey(Role.TIME)) {
            throw new InvalidEventFile(
                    "source.fields.time is $timestamp, the Kafka record's own time, which a file does not have: file="
                            + file + "; name the field of a time; "
                            + listed(paths));
        }
        List<String> absent = new ArrayList<>();
        wanted(fields).forEach((key, path) -> {
            if (!paths.has(path)) {
                absent.add(absent(fields, key, path, paths, file));
            }
        });
        if (!absent.isEmpty()) {
            throw new InvalidEventFile(String.join("\n", absent));
        }
    }

    private static String absent(FieldMapping fields, String key, FieldPath path, FilePaths paths, Path file) {
        if (fields.equals(FieldMapping.CANONICAL)) {
            return "no record of the file has " + path + ", which an event of Tidemark's own has: file=" + file
                    + "; say by source.fields what the fields of other records mean; " + listed(paths);
        }
        String stated = key.endsWith("=" + path) ? key : key + "=" + path;
        return "no record of the file has what the monitor names: " + stated + ", file=" + file + "; "
                + Names.suggestion(path.toString(), paths.places(), "they have");
    }

    private static String listed(FilePaths paths) {
        return Names.suggestion("", paths.places(), "they have");
    }
}
