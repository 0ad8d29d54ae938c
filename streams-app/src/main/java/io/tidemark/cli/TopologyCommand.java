package io.tidemark.cli;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.Preview;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark topology}: the picture; with a monitor file, every node too. */
@Command(name = "topology", description = "Prints the picture; with --config every node, topic and store as well.")
final class TopologyCommand implements Callable<Integer> {
    private final Terminal terminal;

    private static final String PICTURE =
            """
                        source topics              partials                    readings              alerts
             features ─────┐               key (model, slice)              key model        key alert identity
             predictions ──┼─► [ profile ] ── deltas, marks ──► [ assess ] ── readings ──► [ judge ] ── alerts ──►
                           │     live                       profiles, progress             slots
                           │     grids ◄──── grids ──── [ pin ] ── references ──► references
                           └─► dead letters                                        ▲
             changes ────────► [ route ] ──── operations ────► [ hear ] ────────────────┘ ── annotations ──►
            """;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "MONITORS",
            description = "The monitor file.")
    private @Nullable Path config;

    TopologyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.print(PICTURE.stripTrailing());
        if (config != null) {
            terminal.print("");
            terminal.print(Preview.topology(MonitorFileReader.read(config)).stripTrailing());
        }
        return ExitCodes.QUIET;
    }
}
