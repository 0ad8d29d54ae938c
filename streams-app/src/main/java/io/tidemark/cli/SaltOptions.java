package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Salt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The salt of hashed columns: from a file, or the environment; what it is, is in no message. */
final class SaltOptions {
    /** The variable that holds it. */
    static final String VARIABLE = "TIDEMARK_HASH_SALT";

    private static final String OPTION = "--hash-salt-file";

    private final Map<String, String> environment;

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            description = "Holds the secret salt of columns.hash, 16 bytes or more; without it, the variable "
                    + VARIABLE + " does.")
    private @Nullable Path file;

    SaltOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The monitors with the salt of those that hash.
     *
     * @throws UsageError if one of these models hashes, and there is no salt, or too short a one
     */
    MonitorFile salted(MonitorFile monitors, Path config, List<String> models) {
        String hashing = monitors.monitors().stream()
                .filter(monitor -> models.contains(monitor.model())
                        && monitor.columns().hash().isAsked())
                .map(Monitor::model)
                .collect(Collectors.joining(", "));
        return hashing.isEmpty() ? monitors : monitors.with(salt(config, hashing));
    }

    /** The same for all models of the file. */
    MonitorFile salted(MonitorFile monitors, Path config) {
        return salted(
                monitors,
                config,
                monitors.monitors().stream().map(Monitor::model).toList());
    }

    /**
     * Where the salt comes from, which itself is hidden; empty where no model needs one.
     *
     * @throws UsageError as {@link #salted(MonitorFile, Path)}
     */
    String words(MonitorFile monitors, Path config) {
        boolean isAsked = monitors.monitors().stream()
                .anyMatch(monitor -> monitor.columns().hash().isAsked());
        if (!isAsked) {
            return "";
        }
        salted(monitors, config);
        return "*** (" + (file == null ? VARIABLE : file) + ")";
    }

    private Salt salt(Path config, String models) {
        Path given = file;
        String text = given == null ? environment.getOrDefault(VARIABLE, "") : read(given);
        if (given == null && text.isBlank()) {
            throw new UsageError("columns.hash of model " + models + " of " + config
                    + " needs a salt: set " + VARIABLE + ", or name its file by " + OPTION
                    + "; at least " + Salt.FEWEST_BYTES
                    + " bytes, like openssl rand -base64 24, and always the same one");
        }
        try {
            return Salt.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new UsageError((given == null ? VARIABLE : OPTION + "=" + given) + " " + wrong.getMessage());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UsageError(OPTION + "=" + file + " cannot be read; name a file that can, of UTF-8 text");
        }
    }
}
