package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.runtime.FileProfile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the application is that something is published to; named and meant as those of {@code run}. */
final class PublishOptions {
    private static final Duration UNUSED = Duration.ofSeconds(2);

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description =
                    "The Kafka cluster; without it, the embedded broker of the data directory, while run does not use it.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "tidemark",
            description = "As run was given it; default ${DEFAULT-VALUE}.")
    private String applicationId = "";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tidemark",
            description = "As run was given it; default ${DEFAULT-VALUE}.")
    private Path dataDirectory = Path.of("");

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of our own topics where they are created; default ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "More settings of all Kafka clients, security among them, as Java properties.")
    private @Nullable Path clientProperties;

    void publish(FileProfile profile, Clock clock, Terminal terminal) {
        if (bootstrapServers != null) {
            profile.publish(settings(bootstrapServers), clock);
            return;
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDirectory.resolve("kafka"))) {
            terminal.note("no --bootstrap-servers: published on the embedded broker's disk in "
                    + dataDirectory.resolve("kafka"));
            profile.publish(settings(broker.bootstrapServers()), clock);
        }
    }

    private AppSettings settings(String servers) {
        return new AppSettings(
                applicationId,
                servers,
                "mock://tidemark",
                dataDirectory.resolve("state"),
                UNUSED,
                1,
                Math.max(1, partitions),
                ClientProperties.read(clientProperties));
    }
}
