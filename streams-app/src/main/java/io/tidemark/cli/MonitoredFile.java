package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file of events, and the monitor that it is looked at with. */
final class MonitoredFile {
    @Parameters(
            paramLabel = "FILE",
            description = "CSV with a header line, JSON lines (an object each) or an Avro container file; gzip or not.")
    private Path file = Path.of("");

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "MONITORS",
            description = "The monitor file.")
    private Path config = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which monitor the file is for; needed if the monitor file has several.")
    private @Nullable String model;

    Path file() {
        return file;
    }

    Path config() {
        return config;
    }

    /** @throws io.tidemark.config.InvalidMonitorFile with everything that is wrong with the monitor file */
    MonitorFile monitors() {
        return MonitorFileReader.read(config);
    }

    /** The model that is meant, of those of the file. */
    String chosen(MonitorFile monitors) {
        return MonitorChoice.of(monitors, config, model).model();
    }
}
