package io.tidemark.cli;

import io.tidemark.config.DurationText;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.GateQuestion;
import io.tidemark.query.board.GateText;
import io.tidemark.runtime.GateCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code tidemark gate}: may this model have a new version? */
@Command(
        name = "gate",
        description = "Says whether a model's error budgets allow a deployment; for CI/CD.",
        footer = {
            "",
            "The answer is the newest decision of the error-budget policies of the model's live objectives.",
            "Exit code: 0 allowed, 1 not allowed, 2 could not say, which is to be taken for not allowed."
        })
final class GateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "MODEL", description = "The model, as the monitor file calls it.")
    private String model = "";

    @Option(
            names = "--for",
            paramLabel = "WHAT",
            defaultValue = "deploy",
            converter = PurposeWord.class,
            description =
                    "deploy (a new version for all events, the default), promote (a canary to all events), canary (a new version for few events) or promotion (an experimental model to production).")
    private Purpose purpose = Purpose.DEPLOY;

    @Option(
            names = "--exception",
            paramLabel = "WORD",
            defaultValue = "",
            description = "What the change is for, if the policies make an exception of it: security, p0-fix …")
    private String exception = "";

    @Option(
            names = "--max-age",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = Age.class,
            description =
                    "How old the decision may be; a running Tidemark renews it every 15 minutes. Default ${DEFAULT-VALUE}.")
    private Duration maxAge = Duration.ZERO;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    GateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        GateQuestion question = new GateQuestion(model, purpose, exception, maxAge);
        GateQuestion.Outcome outcome = ask(question);
        if (json) {
            terminal.print(GateJson.line(question, outcome));
        } else {
            GateText.lines(question, outcome, Asker.COMMAND).forEach(terminal::print);
        }
        if (!outcome.isKnown(purpose)) {
            return ExitCodes.COULD_NOT_RUN;
        }
        return outcome.isAllowed() ? ExitCodes.QUIET : ExitCodes.NOT_ALLOWED;
    }

    private GateQuestion.Outcome ask(GateQuestion question) {
        try {
            return cluster.ask(terminal, settings -> GateCheck.ask(question, settings, clock));
        } catch (WorldFailure failure) {
            throw new CannotSay(question, failure);
        }
    }

    /** Nobody knows; the cause says why. */
    private static final class CannotSay extends WorldFailure {
        private static final long serialVersionUID = 1;

        CannotSay(GateQuestion question, WorldFailure why) {
            super(
                    "cannot say whether " + question.model() + " may " + GateText.verb(question.purpose())
                            + ", so take it that it may not: " + why.getMessage(),
                    why);
        }
    }

    /** The word of a purpose. */
    static final class PurposeWord implements ITypeConverter<Purpose> {
        @Override
        public Purpose convert(String text) {
            for (Purpose purpose : Purpose.values()) {
                if (purpose.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return purpose;
                }
            }
            throw new TypeConversionException(
                    "'" + text + "' is not what a gate is for; write deploy, promote, canary or promotion");
        }
    }

    /** A duration. */
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!DurationText.isValid(text)) {
                throw new TypeConversionException("'" + text + "' is not a duration; write one like 15m, 1h or 7d");
            }
            return DurationText.parse(text);
        }
    }
}
