package io.tidemark.cli;

import io.tidemark.domain.WorldFailure;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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

    /** Runs a command and returns the exit code. */
    public static int execute(String... arguments) {
        return new CommandLine(new TidemarkCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> tell(failure, commandLine.getErr()))
                .execute(arguments);
    }

    private static int tell(Exception failure, PrintWriter err) {
        if (failure instanceof WorldFailure
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException) {
            err.println(failure.getMessage());
        } else {
            log.error("the command failed, which it should not have", failure);
        }
        return ExitCodes.COULD_NOT_RUN;
    }
}
