package io.tidemark.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Files that the records of a replay go to, as JSON lines. */
final class OutputOptions {
    @Option(names = "--readings-out", paramLabel = "FILE", description = "Write every reading to this file.")
    @Nullable
    Path readings;

    @Option(names = "--alerts-out", paramLabel = "FILE", description = "Write every alert record to this file.")
    @Nullable
    Path alerts;

    @Option(
            names = "--annotations-out",
            paramLabel = "FILE",
            description = "Write what happened to models and budgets to this file.")
    @Nullable
    Path annotations;

    @Option(
            names = "--decisions-out",
            paramLabel = "FILE",
            description = "Write what the error-budget policies allowed, and from when on, to this file.")
    @Nullable
    Path decisions;
}
