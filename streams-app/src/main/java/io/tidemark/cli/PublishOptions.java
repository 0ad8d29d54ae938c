package io.tidemark.cli;

import io.tidemark.runtime.FileProfile;
import java.time.Clock;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the application is that something is published to; named and meant as those of {@code run}. */
final class PublishOptions {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of our own topics where they are created; default ${DEFAULT-VALUE}.")
    private int partitions;

    void publish(FileProfile profile, Clock clock, Terminal terminal) {
        cluster.tell(terminal, partitions, settings -> profile.publish(settings, clock));
    }
}
