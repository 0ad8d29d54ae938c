package io.tidemark.cli;

import io.tidemark.config.CorrectionSpec.Span.Repeating;
import io.tidemark.config.DurationText;
import io.tidemark.config.Names;
import io.tidemark.domain.Operation;
import io.tidemark.query.board.Admission;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark correct}: a stretch of time that no budget has to pay for. */
@Command(
        name = "correct",
        description =
                "Takes a stretch of event time, once or again and again, out of budgets. End it with correct end ID.",
        footer = {
            "",
            "Once: --from TIME --to TIME. Recurring: --rrule FREQ=WEEKLY;BYDAY=SU;BYHOUR=2 --duration 2h, from --from",
            "(default: now) to --to (default: for ever). Categories: maintenance, deployment, chaos, outside-hours,",
            "data-incident. Of what the application does not know it warns, and tells it all the same. Exit code: 0 told, 2 could not be told."
        })
final class CorrectCommand implements Callable<Integer> {
    private static final List<String> CATEGORIES =
            List.of("maintenance", "deployment", "chaos", "outside-hours", "data-incident");

    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private CoverOptions cover = new CoverOptions();

    @Option(names = "--category", paramLabel = "WORD", description = "What it is for.")
    private @Nullable String category;

    @Mixin
    private When when = new When();

    @Mixin
    private TellOptions options = new TellOptions();

    /** When it holds. */
    private static final class When {
        @Option(
                names = "--from",
                paramLabel = "TIME",
                converter = EventTime.class,
                description = "From when, event time.")
        private @Nullable Instant from;

        @Option(
                names = "--to",
                paramLabel = "TIME",
                converter = EventTime.class,
                description = "Until when, event time.")
        private @Nullable Instant to;

        @Option(names = "--rrule", paramLabel = "RULE", description = "How it recurs, as an RFC 5545 RRULE.")
        private @Nullable String rule;

        @Option(
                names = "--duration",
                paramLabel = "2h",
                converter = SpanText.class,
                description = "How long each recurrence lasts.")
        private @Nullable Duration duration;

        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                defaultValue = "UTC",
                description = "IANA zone in which it recurs; default ${DEFAULT-VALUE}.")
        private String zone = "UTC";

        Operation.Span span(Clock clock) {
            checkZone();
            return rule == null ? once() : recurring(rule, clock);
        }

        private void checkZone() {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException wrong) {
                throw new UsageError("--zone=" + zone + " is not a time zone; write one like Europe/Paris");
            }
        }

        private Operation.Span once() {
            if (duration != null) {
                throw new UsageError(
                        "--duration is for --rrule; of a correction that happens once say --from and --to");
            }
            if (from == null || to == null) {
                throw new UsageError("a correction needs --from TIME and --to TIME, or --rrule RULE and --duration 2h");
            }
            if (!from.isBefore(to)) {
                throw new UsageError("--from=" + from + " is not before --to=" + to);
            }
            return new Operation.Span(from.toEpochMilli(), to.toEpochMilli(), "", 0, zone);
        }

        private Operation.Span recurring(String recurrence, Clock clock) {
            Duration length = duration;
            if (length == null) {
                throw new UsageError("--rrule needs --duration, how long each recurrence lasts, like 2h");
            }
            Instant start = from == null ? clock.instant() : from;
            if (to != null && !start.isBefore(to)) {
                throw new UsageError("--from=" + start + " is not before --to=" + to);
            }
            long endMs = to == null ? 0 : to.toEpochMilli();
            Operation.Span span = new Operation.Span(
                    start.toEpochMilli(), endMs, Repeating.bare(recurrence), length.toMillis(), zone);
            Admission.ofDuration(span.durationMs()).ifPresent(mistake -> {
                throw new UsageError("--duration=" + DurationText.of(length) + " " + mistake);
            });
            Admission.ofRule(span).ifPresent(mistake -> {
                throw new UsageError("--rrule=" + recurrence + " " + mistake);
            });
            return span;
        }
    }

    CorrectCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        String purpose = category == null ? "" : category;
        cover.require("tidemark correct", category, "--category WORD");
        if (!CATEGORIES.contains(purpose)) {
            throw new UsageError("--category=" + purpose + " is not a category; "
                    + Names.suggestion(purpose, CATEGORIES, "there are"));
        }
        options.operation(
                new Operation(
                        TellOptions.newId(cover.model()),
                        Operation.Kind.CORRECT,
                        cover.model(),
                        clock.millis(),
                        cover.by(),
                        cover.reason(),
                        "",
                        new Operation.Cover(cover.slo(), cover.slice(), ""),
                        when.span(clock),
                        purpose),
                terminal);
        return ExitCodes.QUIET;
    }
}
