package io.tidemark.cli;

import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.ClientNames;
import io.tidemark.runtime.ClientSecrets;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code --client-properties}: more settings of all Kafka clients and of the registry's.
 *
 * @param settings with their values
 * @param elsewhere names of those whose values are kept elsewhere, in the environment or other files
 */
record ClientProperties(Map<String, String> settings, List<String> elsewhere) {
    /** What is said of settings that no client knows, by name; never a value. */
    List<String> doubts() {
        return ClientNames.doubts(settings.keySet());
    }

    /** What stands in the file; nothing without one. */
    static ClientProperties read(@Nullable Path file, Map<String, String> environment) {
        return read(file, "client properties", environment);
    }

    /** The same of a file of other properties, which messages call so. */
    static ClientProperties read(@Nullable Path file, String what, Map<String, String> environment) {
        Map<String, String> written = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot read " + what + ": path=" + file, failure);
            } catch (IllegalArgumentException broken) {
                throw new WorldFailure("these are no Java properties: path=" + file + ": " + broken.getMessage());
            }
            properties.stringPropertyNames().forEach(name -> written.put(name, properties.getProperty(name)));
        }
        List<String> elsewhere = written.entrySet().stream()
                .filter(entry -> ClientSecrets.refersElsewhere(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new ClientProperties(ClientSecrets.resolve(written, environment), elsewhere);
    }
}
