package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running application is meant; named and meant as those of {@code run}. */
final class ClusterOptions {
    private static final Duration UNUSED = Duration.ofSeconds(2);

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "mock://tidemark",
            description = "The schema registry, as run was given it; default ${DEFAULT-VALUE}.")
    private String registry = "";

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "tidemark",
            description = "As run was given it; default ${DEFAULT-VALUE}.")
    private String applicationId = "";

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "More settings of all Kafka clients, security among them, as Java properties.")
    private @Nullable Path clientProperties;

    /**
     * Where the application's topics are.
     *
     * @throws UsageError if no cluster is named
     */
    AppSettings settings() {
        String servers = bootstrapServers;
        if (servers == null) {
            throw new UsageError("no cluster is named; give --bootstrap-servers HOST:PORT");
        }
        return new AppSettings(
                applicationId, servers, registry, Path.of(""), UNUSED, 1, 1, ClientProperties.read(clientProperties));
    }
}
