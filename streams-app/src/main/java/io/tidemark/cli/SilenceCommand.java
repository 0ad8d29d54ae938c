package io.tidemark.cli;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark silence}: nobody is told of some alerts for a while. */
@Command(
        name = "silence",
        description =
                "Keeps people from being told of some alerts for a while; budgets go on. End it with silence end ID.",
        footer = {
            "",
            "Of a model, objective or slice that the application does not know it warns, and tells it all the same: it may be still to come.",
            "Exit code: 0 told, 2 could not be told."
        })
final class SilenceCommand implements Callable<Integer> {
    private static final List<String> SEVERITIES =
            Stream.of(Alert.Severity.values()).map(Alert.Severity::word).toList();

    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private CoverOptions cover = new CoverOptions();

    @Option(
            names = "--severity",
            paramLabel = "WORD",
            defaultValue = "",
            description = "page, ticket or info; default: all.")
    private String severity = "";

    @Option(names = "--for", paramLabel = "2h", converter = SpanText.class, description = "How long, by the clock.")
    private @Nullable Duration length;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = EventTime.class,
            description = "From when; default: now.")
    private @Nullable Instant from;

    @Mixin
    private TellOptions options = new TellOptions();

    SilenceCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Duration span = length;
        cover.require("tidemark silence", span, "--for 2h");
        if (!severity.isEmpty() && !SEVERITIES.contains(severity)) {
            throw new UsageError("--severity=" + severity + " is not a severity; write page, ticket or info");
        }
        long startMs = (from == null ? clock.instant() : from).toEpochMilli();
        long endMs = startMs + (span == null ? 0 : span.toMillis());
        options.operation(
                new Operation(
                        TellOptions.newId(cover.model()),
                        Operation.Kind.SILENCE,
                        cover.model(),
                        clock.millis(),
                        cover.by(),
                        cover.reason(),
                        "",
                        new Operation.Cover(cover.slo(), cover.slice(), severity),
                        new Operation.Span(startMs, endMs, "", 0, "UTC"),
                        ""),
                terminal);
        return ExitCodes.QUIET;
    }
}
