package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Fields;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark changes}: what was changed, the newest last. */
@Command(
        name = "changes",
        description =
                "Shows what a running application was told of deployments, schemas, flags and the like, the newest last; with --range what took"
                        + " effect then, else all.",
        footer = {"", "Exit code: 0 told, whatever there is; 2 could not be told, or a part is missing."})
final class ChangesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Option(names = "--model", paramLabel = "NAME", description = "Only what concerns this model.")
    private String model = "";

    @Option(names = "--kind", paramLabel = "WORD", description = "Only these: deployed, rolled_back, schema_changed …")
    private String kind = "";

    @Mixin
    private final RangeOption range = new RangeOption();

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object, the newest first.")
    private boolean json;

    ChangesCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        Fields answer = api.api().all("/changes", range.with(Map.of("model", model, "kind", kind)), "changes");
        if (json) {
            terminal.print(answer.json());
        } else {
            List<Fields> changes = answer.list("changes");
            Collections.reverse(changes);
            lines(changes).forEach(terminal::print);
            terminal.print(changes.size() + (changes.size() == 1 ? " change" : " changes"));
        }
        return Completeness.of(answer).tell(terminal, ExitCodes.QUIET);
    }

    private static List<String> lines(List<Fields> changes) {
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.add("at", "model", "kind", "what", "by", "summary");
        changes.forEach(change -> table.add(
                AnswerText.time(change.text("eventTime")),
                change.text("model").isEmpty() ? "all models" : change.text("model"),
                AnswerText.word(change.text("kind")),
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
