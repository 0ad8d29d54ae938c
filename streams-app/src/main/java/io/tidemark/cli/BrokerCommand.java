package io.tidemark.cli;

import io.tidemark.runtime.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark broker}: a Kafka for trying out, until it is told to stop. */
@Command(
        name = "broker",
        description = "A Kafka broker for trying out, on 127.0.0.1; the other commands find it by its data directory.",
        footer = {"", "Exit code: 143 told to stop by SIGTERM, 130 by Ctrl-C (SIGINT), as any process; 2 could not run."
        })
final class BrokerCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "A topic to create if it is not there; may be given more than once.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "2",
            description = "Partitions of topics that are created; default ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tidemark",
            description = "Where it keeps its files, which outlive it; default ${DEFAULT-VALUE}.")
    private Path dataDirectory = Path.of("");

    BrokerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (partitions < 1) {
            throw new UsageError("--partitions=" + partitions + " is less than 1; write 1 or more");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDirectory.resolve("kafka"))) {
            broker.createTopics(topics, partitions);
            terminal.print(broker.bootstrapServers());
            terminal.note(
                    "a broker for trying out runs until it is stopped; its data in " + dataDirectory.resolve("kafka"));
            broker.closeOnShutdown();
            new CountDownLatch(1).await();
            return ExitCodes.QUIET;
        }
    }
}
