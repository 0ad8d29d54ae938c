package io.tidemark.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The committed schema files, each parsed alone, as a registry would. */
final class Schemas {
    private static final Path CURRENT = Path.of("src", "main", "avro");
    private static final Path HISTORY = Path.of("src", "test", "resources", "history");

    private Schemas() {}

    /** The names of the records, in alphabetical order. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(CURRENT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".avsc"))
                    .map(file -> file.substring(0, file.length() - ".avsc".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema current(String name) {
        return parse(CURRENT.resolve(name + ".avsc"));
    }

    /** Version 1, 2, … in order, up to the first that is not there. */
    static List<Schema> history(String name) {
        List<Schema> versions = new ArrayList<>();
        Path file = HISTORY.resolve(name).resolve("1.avsc");
        while (Files.exists(file)) {
            versions.add(parse(file));
            file = HISTORY.resolve(name).resolve(versions.size() + 1 + ".avsc");
        }
        return versions;
    }

    static Schema planted(String name) {
        return parse(Path.of("src", "test", "resources", "planted", name + ".avsc"));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
