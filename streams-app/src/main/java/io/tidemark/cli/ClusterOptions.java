package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.BrokerAddress;
import io.tidemark.runtime.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which running application is meant; named and meant as those of {@code run}.
 *
 * <p>Without servers it is the embedded broker of the data directory: the one that {@code run} has started there, or, where none runs, the
 * one whose files are there, for as long as the command takes.
 */
final class ClusterOptions {
    private static final Duration UNUSED = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster; without it, the embedded broker of the data directory.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "mock://tidemark",
            description =
                    "The schema registry, as run was given it, several with commas between; default ${DEFAULT-VALUE}.")
    private String registry = "";

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
            description =
                    "More settings of all Kafka clients and, under schema.registry., of the registry's, as Java properties.")
    private @Nullable Path clientProperties;

    /**
     * Tells the cluster something; an embedded broker that has no files yet is given some.
     *
     * @param partitions of our own topics, where they have to be created
     */
    void tell(Terminal terminal, int partitions, Consumer<AppSettings> work) {
        reach(terminal, Math.max(1, partitions), settings -> {
            work.accept(settings);
            return settings;
        });
    }

    /**
     * Asks the cluster something.
     *
     * @throws UsageError if no cluster is named and there is no embedded broker
     */
    <T> T ask(Terminal terminal, Function<AppSettings, T> work) {
        return ask(terminal, 1, work);
    }

    /** As {@link #ask(Terminal, Function)}, with so many partitions of our own topics where they would have to be created. */
    <T> T ask(Terminal terminal, int partitions, Function<AppSettings, T> work) {
        if (!isThere()) {
            throw new UsageError("there is no embedded broker in " + embedded()
                    + "; name the cluster by --bootstrap-servers, or the directory of run by --data-dir");
        }
        return reach(terminal, partitions, work);
    }

    /** Whether a cluster is named. */
    boolean isNamed() {
        return bootstrapServers != null;
    }

    /** The cluster that is named, as {@code run} takes it; empty if none is. */
    String words() {
        return isNamed() ? " --bootstrap-servers " + bootstrapServers : "";
    }

    /** Whether a cluster is named, or there is an embedded broker's disk. */
    boolean isThere() {
        return isNamed() || Files.isDirectory(embedded());
    }

    private <T> T reach(Terminal terminal, int partitions, Function<AppSettings, T> work) {
        ClientProperties clients = ClientProperties.read(clientProperties, System.getenv());
        clients.doubts().forEach(terminal::note);
        if (bootstrapServers != null) {
            BrokerAddress.awaitOneOf(bootstrapServers, PATIENCE);
            return work.apply(settings(bootstrapServers, partitions, clients));
        }
        Optional<String> running = EmbeddedBroker.runningIn(embedded());
        if (running.isPresent()) {
            return work.apply(settings(running.get(), partitions, clients));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(embedded())) {
            terminal.note("no --bootstrap-servers: on the embedded broker's disk in " + embedded());
            return work.apply(settings(broker.bootstrapServers(), partitions, clients));
        }
    }

    private Path embedded() {
        return dataDirectory.resolve("kafka");
    }

    private AppSettings settings(String servers, int partitions, ClientProperties clients) {
        return new AppSettings(
                applicationId,
                servers,
                registry,
                dataDirectory.resolve("state"),
                UNUSED,
                1,
                partitions,
                clients.settings());
    }
}
