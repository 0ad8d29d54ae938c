package io.tidemark.cli;

import io.tidemark.domain.Operation;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.KnownEpisode;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark ack} and {@code tidemark resolve}: what a person tells of an episode. */
final class EpisodeCommand implements Callable<Integer> {
    private static final Pattern EPISODE = Pattern.compile("[0-9a-f]{6,31}|[0-9a-f]{32}(:-?\\d+)?");

    private static final int WHOLE = 32;

    private final Operation.Kind kind;
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(
            paramLabel = "EPISODE",
            description =
                    "The alert's episodeId; or its dedupKey, for the open episode; or the first six digits or more, if only one open alert begins so.")
    private String episode = "";

    @Option(
            names = "--model",
            defaultValue = "",
            paramLabel = "NAME",
            description = "The model of the alert; needed with --anyway only.")
    private String model = "";

    @Option(
            names = "--anyway",
            description = "Do not look whether such an alert is open; with the whole EPISODE and --model.")
    private boolean isBlind;

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
                    + " digits, an episodeId has a colon and seconds behind them, and stand in every alert; the first six will"
                    + " do");
        }
        if (isBlind && (model.isEmpty() || episode.length() < WHOLE)) {
            throw new UsageError(
                    "--anyway looks nothing up, so it needs --model NAME and the whole EPISODE; its length="
                            + episode.length());
        }
        options.operation(settings -> operation(known(settings)), terminal);
        return ExitCodes.QUIET;
    }

    private KnownEpisode known(AppSettings settings) {
        return isBlind ? new KnownEpisode(model, episode) : KnownEpisode.find(settings, episode, model);
    }

    private Operation operation(KnownEpisode known) {
        return new Operation(
                TellOptions.newId(known.model()),
                kind,
                known.model(),
                clock.millis(),
                by,
                reason,
                known.episodeId(),
                Operation.Cover.ALL,
                Operation.Span.NONE,
                "");
    }
}
