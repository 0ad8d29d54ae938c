package io.tidemark.cli;

import io.tidemark.config.InvalidMonitorFile;
import io.tidemark.ingest.InvalidCsvFile;
import io.tidemark.pin.PinFailure;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.runtime.Replay;
import io.tidemark.serde.Registry;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one class a command, and one place where a failure becomes a sentence and an exit code. */
@Command(
        name = "tidemark",
        mixinStandardHelpOptions = true,
        version = "tidemark 0.1.0",
        description = "Watches the data and predictions of machine-learning models on Kafka.",
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            RunCommand.class,
            ValidateCommand.class,
            TopologyCommand.class
        })
public final class TidemarkCommand {
    private static final Logger log = LoggerFactory.getLogger(TidemarkCommand.class);

    /** Failures of the world around us, whose message says all that a user needs. */
    private static final List<Class<? extends Exception>> PLAIN = List.of(
            UsageError.class,
            InvalidMonitorFile.class,
            InvalidCsvFile.class,
            PinFailure.class,
            ClusterFailure.class,
            EmbeddedBroker.BrokerFailure.class,
            Replay.ReplayFailure.class,
            Registry.RegistryFailure.class,
            UncheckedIOException.class,
            IllegalArgumentException.class);

    /** Runs a command and returns the exit code. */
    public static int execute(String... arguments) {
        return new CommandLine(new TidemarkCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> tell(failure, commandLine.getErr()))
                .execute(arguments);
    }

    private static int tell(Exception failure, PrintWriter err) {
        if (PLAIN.stream().anyMatch(type -> type.isInstance(failure))) {
            err.println(failure.getMessage());
        } else {
            log.error("the command failed, which it should not have", failure);
        }
        return ExitCodes.COULD_NOT_RUN;
    }
}
