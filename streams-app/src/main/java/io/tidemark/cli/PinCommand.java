package io.tidemark.cli;

import io.tidemark.domain.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark pin}: what a model's windows are compared with from now on is made of other events. */
@Command(
        name = "pin",
        description =
                "Asks a running application to make a reference of a range of a model's events; windows from then on are compared with it.",
        footer = {
            "",
            "The range must have closed, and its events must still be on the topic. The instance that assesses the model makes it, and",
            "notes what came of it under the printed id: GET /api/v1/annotations, or the model's timeline on the dashboard.",
            "Windows of before keep the reference that they had. Exit code: 0 asked for, 2 could not be told."
        })
final class PinCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
    private String model = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            converter = EventTime.class,
            description = "Start of the range, event time; cut to the start of a window.")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            converter = EventTime.class,
            description = "Its end; filled up to the end of a window.")
    private Instant to = Instant.EPOCH;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, in a sentence.")
    private String reason = "";

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who says so.")
    private String by = "";

    @Mixin
    private TellOptions options = new TellOptions();

    PinCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (!from.isBefore(to)) {
            throw new UsageError("--from must be before --to: --from=" + from + ", --to=" + to);
        }
        options.operation(
                new Operation(
                        TellOptions.newId(model),
                        Operation.Kind.PIN,
                        model,
                        clock.millis(),
                        by,
                        reason,
                        "",
                        Operation.Cover.ALL,
                        new Operation.Span(from.toEpochMilli(), to.toEpochMilli(), "", 0, "UTC"),
                        ""),
                terminal);
        return ExitCodes.QUIET;
    }
}
