package io.tidemark.cli;

import io.tidemark.domain.Operation;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark silence end} and {@code tidemark correct end}. */
final class EndCommand implements Callable<Integer> {
    private final Operation.Kind kind;
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "ID", description = "What the command that began it printed.")
    private String id = "";

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who says so.")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, in a sentence.")
    private String reason = "";

    @Mixin
    private TellOptions options = new TellOptions();

    EndCommand(Operation.Kind kind, Terminal terminal, Clock clock) {
        this.kind = kind;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Operation operation = new Operation(
                id,
                kind,
                TellOptions.modelOf(id),
                clock.millis(),
                by,
                reason,
                "",
                Operation.Cover.ALL,
                Operation.Span.NONE,
                "");
        options.operation(operation, terminal);
        return ExitCodes.QUIET;
    }
}
