package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark changes}: what was changed, the newest last. */
@Command(
        name = "changes",
        description =
                "Shows what a running application was told of deployments, schemas, flags and the like, the newest last.",
        footer = {"", "Exit code: 0 told, whatever there is; 2 could not be told."})
final class ChangesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Option(names = "--model", paramLabel = "NAME", description = "Only what concerns this model.")
    private String model = "";

    @Option(names = "--kind", paramLabel = "WORD", description = "Only these: deployed, rolled_back, schema_changed …")
    private String kind = "";

    @Option(
            names = "--range",
            paramLabel = "FROM..TO",
            converter = TimeRange.class,
            description = "Only what took effect then, as 2001-01-01..2001-02-01 (UTC).")
    private @Nullable TimeWindow range;

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object, the newest first.")
    private boolean json;

    ChangesCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        Api asked = api.api();
        if (json) {
            terminal.print(asked.get("/changes", parameters()).json());
            return ExitCodes.QUIET;
        }
        List<Fields> changes = asked.all("/changes", parameters(), "changes");
        Collections.reverse(changes);
        lines(changes).forEach(terminal::print);
        terminal.print(changes.size() + (changes.size() == 1 ? " change" : " changes"));
        return ExitCodes.QUIET;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("model", model, "kind", kind));
        if (range != null) {
            parameters.put("from", Instant.ofEpochMilli(range.startMs()).toString());
            parameters.put("to", Instant.ofEpochMilli(range.endMs()).toString());
        }
        return parameters;
    }

    private static List<String> lines(List<Fields> changes) {
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.add("at", "model", "kind", "what", "by", "summary");
        changes.forEach(change -> table.add(
                AnswerText.time(change.text("eventTime")),
                change.text("model").isEmpty() ? "all models" : change.text("model"),
                change.text("kind").toLowerCase(Locale.ROOT).replace('_', ' '),
                what(change),
                change.text("actor"),
                change.text("summary")));
        return changes.isEmpty() ? List.of() : table.lines();
    }

    private static String what(Fields change) {
        String version = change.text("version");
        String before = change.text("previousVersion");
        String versions = before.isEmpty() || version.isEmpty() ? version : before + " → " + version;
        String subject = change.text("subject");
        return subject.isEmpty() || versions.isEmpty() ? subject + versions : subject + " " + versions;
    }
}
