package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a running application is that is told something; named and meant as those of {@code run}. */
final class BrokerOptions {
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
            names = "--client-properties",
            paramLabel = "FILE",
            description = "More settings of all Kafka clients, security among them, as Java properties.")
    private @Nullable Path clientProperties;

    /**
     * Does something with the cluster; says on the terminal which one it is where none is named.
     *
     * @param registry the schema registry
     * @param partitions of our own topics, where they have to be created
     */
    void with(Terminal terminal, String registry, int partitions, Consumer<AppSettings> work) {
        if (bootstrapServers != null) {
            work.accept(settings(bootstrapServers, registry, partitions));
            return;
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDirectory.resolve("kafka"))) {
            terminal.note("no --bootstrap-servers: published on the embedded broker's disk in "
                    + dataDirectory.resolve("kafka"));
            work.accept(settings(broker.bootstrapServers(), registry, partitions));
        }
    }

    private AppSettings settings(String servers, String registry, int partitions) {
        return new AppSettings(
                applicationId,
                servers,
                registry,
                dataDirectory.resolve("state"),
                UNUSED,
                1,
                Math.max(1, partitions),
                ClientProperties.read(clientProperties));
    }
}
