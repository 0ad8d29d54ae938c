package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.BrokerAddress;
import io.tidemark.runtime.EmbeddedBroker;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/**
 * Which running application is meant; named and meant as those of {@code run}.
 *
 * <p>Without servers it is the embedded broker of the data directory: the one that {@code run} has started there, or, where none runs, the
 * one whose files are there, for as long as the command takes.
 */
final class ClusterOptions {
    private static final Duration UNUSED = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Mixin
    private final ApplicationOptions application = new ApplicationOptions();

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
            throw new UsageError("there is no embedded broker in " + application.embedded()
                    + "; name the cluster by --bootstrap-servers, or the directory of run by --data-dir");
        }
        return reach(terminal, partitions, work);
    }

    /** Whether a cluster is named. */
    boolean isNamed() {
        return application.bootstrapServers != null;
    }

    /** The cluster that is named, as {@code run} takes it; empty if none is. */
    String words() {
        return isNamed() ? " --bootstrap-servers " + application.bootstrapServers : "";
    }

    /** Whether a cluster is named, or there is an embedded broker's disk. */
    boolean isThere() {
        return isNamed() || Files.isDirectory(application.embedded());
    }

    private <T> T reach(Terminal terminal, int partitions, Function<AppSettings, T> work) {
        ClientProperties clients = ClientProperties.read(application.clientProperties, System.getenv());
        clients.doubts().forEach(terminal::note);
        String named = application.bootstrapServers;
        if (named != null) {
            BrokerAddress.awaitOneOf(named, PATIENCE);
            return work.apply(settings(named, partitions, clients));
        }
        Optional<String> running = EmbeddedBroker.runningIn(application.embedded());
        if (running.isPresent()) {
            return work.apply(settings(running.get(), partitions, clients));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(application.embedded())) {
            terminal.note("no --bootstrap-servers: on the embedded broker's disk in " + application.embedded());
            return work.apply(settings(broker.bootstrapServers(), partitions, clients));
        }
    }

    private AppSettings settings(String servers, int partitions, ClientProperties clients) {
        return new AppSettings(
                application.applicationId,
                servers,
                application.registry,
                application.state(),
                UNUSED,
                1,
                partitions,
                clients.settings());
    }
}
