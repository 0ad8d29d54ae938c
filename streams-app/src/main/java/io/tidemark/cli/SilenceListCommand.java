package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark silence list}: what is kept from people and from budgets. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Shows the silences and corrections of a running application that are in force or to come, those in force last.",
        footer = {
            "",
            "A silence is in force by the clock, a correction where the newest slot of the model's budgets ends. Exit code: 0 told, whatever there is;"
                    + " 2 could not be told, or only in part."
        })
final class SilenceListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Option(names = "--model", paramLabel = "NAME", description = "Only those of this model.")
    private String model = "";

    @Option(names = "--all", description = "Also those that are over, or were ended within the last 30 days.")
    private boolean all;

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object, the newest first.")
    private boolean json;

    SilenceListCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        Fields answer = api.api().all("/silences", Map.of("model", model), "silences");
        if (json) {
            terminal.print(answer.json());
        } else {
            List<Fields> shown = shown(answer.list("silences"));
            lines(shown).forEach(terminal::print);
            terminal.print(sum(shown));
        }
        return Completeness.of(answer).tell(terminal, ExitCodes.QUIET);
    }

    private List<Fields> shown(List<Fields> silences) {
        List<Fields> wanted =
                silences.stream().filter(one -> all || isStanding(one)).toList();
        return Stream.concat(
                        wanted.stream().filter(one -> !one.is("inForce")),
                        wanted.stream().filter(one -> one.is("inForce")))
                .toList();
    }

    private static boolean isStanding(Fields one) {
        return one.text("state").equals("kept") || one.text("state").equals("sent");
    }

    private static List<String> lines(List<Fields> silences) {
        TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.add("state", "id", "covers", "when", "by", "why");
        silences.forEach(one ->
                table.add(state(one), one.text("id"), covers(one), when(one), one.text("by"), one.text("reason")));
        return silences.isEmpty() ? List.of() : table.lines();
    }

    private static String state(Fields one) {
        String state = one.text("state");
        if (state.equals("kept")) {
            return one.text("kind") + (one.is("inForce") ? ", in force" : one.has("next") ? ", to come" : ", past");
        }
        return one.text("kind") + ", " + state;
    }

    private static String covers(Fields one) {
        return Stream.of(
                        one.text("model"),
                        one.text("objective").isEmpty() ? "all objectives" : one.text("objective"),
                        one.text("slice"),
                        one.text("severity").isEmpty() ? "" : one.text("severity") + " only",
                        one.text("category"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** {@code FREQ=WEEKLY;BYDAY=SU (Europe/Paris) for 2 h, next 2026-03-08 01:00Z}. */
    private static String when(Fields one) {
        if (one.text("recurrence").isEmpty()) {
            return AnswerText.time(one.text("from")) + " to "
                    + (one.has("to") ? AnswerText.time(one.text("to")) : "for ever");
        }
        List<String> parts = new ArrayList<>();
        parts.add(one.text("recurrence") + " (" + one.text("timeZone") + ") for "
                + AnswerText.span(one.number("durationMs")));
        if (one.has("next")) {
            parts.add("next " + AnswerText.time(one.text("next")));
        }
        return String.join(", ", parts);
    }

    private static String sum(List<Fields> shown) {
        long inForce = shown.stream().filter(one -> one.is("inForce")).count();
        return shown.isEmpty()
                ? "no silence and no correction is in force or to come"
                : shown.size() + (shown.size() == 1 ? " silence or correction, " : " silences and corrections, ")
                        + inForce + " in force";
    }
}
