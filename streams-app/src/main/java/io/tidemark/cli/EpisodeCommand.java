package io.tidemark.cli;

import io.tidemark.domain.Operation;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark ack} and {@code tidemark resolve}: what a person tells of an episode. */
final class EpisodeCommand implements Callable<Integer> {
    private static final Pattern EPISODE = Pattern.compile("[0-9a-f]{32}(:-?\\d+)?");

    private final Operation.Kind kind;
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "EPISODE", description = "The alert's episodeId; or its dedupKey, for the open episode.")
    private String episode = "";

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model of the alert.")
    private String model = "";

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who says so.")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, in a sentence.")
    private String reason = "";

    @Mixin
    private TellOptions options = new TellOptions();

    EpisodeCommand(Operation.Kind kind, Terminal terminal, Clock clock) {
        this.kind = kind;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (!EPISODE.matcher(episode).matches()) {
            throw new UsageError("'" + episode + "' is neither an episodeId nor a dedupKey; they are 32 hexadecimal"
                    + " digits, an episodeId has a colon and seconds behind them, and stand in every alert");
        }
        Operation operation = new Operation(
                TellOptions.newId(model),
                kind,
                model,
                clock.millis(),
                by,
                reason,
                episode,
                Operation.Cover.ALL,
                Operation.Span.NONE,
                "");
        options.operation(operation, terminal);
        return ExitCodes.QUIET;
    }
}
