package io.tidemark.cli;

import io.tidemark.config.Names;
import io.tidemark.domain.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark change}: tells a running application what was changed, so that alerts can name it. */
@Command(
        name = "change",
        description = "Tells a running application that something was changed.",
        footer = {
            "",
            "Kinds: deployed, loaded, load_failed, promoted, rolled_back, config_changed, schema_changed,",
            "data_source_changed, feature_flag, retrained, dependency, other.",
            "A kind that puts a version in service (deployed, loaded, promoted, rolled_back) needs --version: whether the change arrived, and whether"
                    + " it is to be rolled back, is told by that version's predictions.",
            "Of a model that the application does not know it warns, and tells it all the same: it may be still to come.",
            "The same --id twice is the same change. Exit code: 0 told, 2 could not be told."
        })
final class ChangeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    /** Its {@code --version} is the model's, so the usual options, of which one is Tidemark's own version, cannot be mixed in. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean isHelpAsked;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "The model that it concerns.")
    private @Nullable String model;

    @Option(names = "--all-models", description = "It concerns every model.")
    private boolean allModels;

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "What was changed.")
    private String kind = "";

    @Option(names = "--at", paramLabel = "TIME", converter = EventTime.class, description = "When; default: now.")
    private @Nullable Instant at;

    @Option(names = "--scope", paramLabel = "NAME=VALUE", description = "Where, if not everywhere: region=eu.")
    private Map<String, String> scope = new LinkedHashMap<>();

    @Option(names = "--id", paramLabel = "ID", description = "Identifies it; default: a new one.")
    private @Nullable String id;

    @Mixin
    private Said said = new Said();

    @Mixin
    private TellOptions options = new TellOptions();

    /** What is said of it. */
    private static final class Said {
        @Option(names = "--version", paramLabel = "V", defaultValue = "", description = "Version after it.")
        private String version = "";

        @Option(names = "--previous", paramLabel = "V", defaultValue = "", description = "Version before it.")
        private String previous = "";

        @Option(
                names = "--subject",
                paramLabel = "NAME",
                defaultValue = "",
                description = "The thing that was changed: the flag, the field, the dependency.")
        private String subject = "";

        @Option(names = "--by", paramLabel = "NAME", defaultValue = "", description = "Who or what did it.")
        private String by = "";

        @Option(names = "--summary", paramLabel = "TEXT", defaultValue = "", description = "One sentence for people.")
        private String summary = "";

        @Option(names = "--link", paramLabel = "URL", defaultValue = "", description = "Where to read more.")
        private String link = "";
    }

    ChangeCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Instant when = at == null ? clock.instant() : at;
        Change change = new Change(
                id == null ? UUID.randomUUID().toString() : id,
                kind(),
                model(),
                when.toEpochMilli(),
                said.version,
                said.previous,
                scope,
                said.subject,
                said.by,
                said.summary,
                said.link);
        requireVersion(change);
        if (when.isAfter(clock.instant())) {
            terminal.note("warning: --at=" + when
                    + " is ahead of the clock; what is further ahead than events may be (future of the"
                    + " monitor file, 1h as a rule) becomes a dead letter");
        }
        options.change(change, terminal);
        return ExitCodes.QUIET;
    }

    private static void requireVersion(Change change) {
        if (change.kind().putsVersionInService() && change.version().isBlank()) {
            throw new UsageError("--kind=" + change.kind().word()
                    + " needs --version V, as predictions name it; without it the change can neither be confirmed nor compared"
                    + " (--kind other needs none)");
        }
    }

    private String model() {
        if (allModels == (model != null)) {
            throw new UsageError("say which model was changed, or --all-models, not both");
        }
        return model == null ? "" : model;
    }

    private Change.Kind kind() {
        try {
            return Change.Kind.of(kind);
        } catch (IllegalArgumentException unknown) {
            throw new UsageError("--kind=" + kind + " is not a kind of change; "
                    + Names.suggestion(kind, Change.Kind.words(), "there are"));
        }
    }
}
