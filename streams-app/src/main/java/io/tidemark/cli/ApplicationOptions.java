package io.tidemark.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which application on which cluster: of {@code run} the one that it is, of other commands the one that they mean. */
final class ApplicationOptions {
    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster; without it, the embedded broker of the data directory.")
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "mock://tidemark",
            description =
                    "The schema registry (Confluent API), several with commas between; default ${DEFAULT-VALUE}: one inside this process.")
    String registry = "";

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "tidemark",
            description = "The application's consumer group, and prefix of its topics; default ${DEFAULT-VALUE}.")
    String applicationId = "";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tidemark",
            description = "Where its state stores, and an embedded broker, keep their files; default ${DEFAULT-VALUE}.")
    Path dataDirectory = Path.of("");

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description =
                    "More settings of all Kafka clients, security among them, and under schema.registry. of the registry's, as Java"
                            + " properties; values may be $${env:VAR}, $${file:PATH:KEY} or $${dir:PATH:FILE}.")
    @Nullable
    Path clientProperties;

    /** Where the embedded broker keeps its files. */
    Path embedded() {
        return dataDirectory.resolve("kafka");
    }

    /** Where state stores keep theirs. */
    Path state() {
        return dataDirectory.resolve("state");
    }
}
