package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark drift}: how far a model's columns are from its reference, or what moved within one. */
@Command(
        name = "drift",
        description = {
            "Shows how far each column of a model went from its reference in a range, the furthest last; with --column, what moved in it. Without --range"
                    + " it is the last 24 hours that are closed.",
            "A column is BAD where the data refute \"the change is at most the tolerance\"."
        },
        footer = {"", "Exit code: 0 no column is BAD, 1 at least one is, 2 could not be told, or a part is missing."})
final class DriftCommand implements Callable<Integer> {
    private static final String BAD = "BAD";
    /** As many as the API tells at once, those first that moved most. */
    private static final int MOST_COLUMNS = 500;

    private static final int USUAL_COLUMNS = 100;

    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Parameters(paramLabel = "MODEL", description = "The model.")
    private String model = "";

    @Option(names = "--slice", paramLabel = "SLICE", description = "dimension=value or version=…; default: all events.")
    private String slice = "";

    @Option(names = "--column", paramLabel = "NAME", description = "What moved in this one.")
    private String column = "";

    @Mixin
    private final RangeOption range = new RangeOption();

    @Option(
            names = "--step",
            paramLabel = "LENGTH",
            description =
                    "How long the parts of the range are that each column is judged in, as 5m or 1h: whole windows; default: the shortest that fits.")
    private String step = "";

    @Option(
            names = "--match",
            paramLabel = "PART",
            description = "Only columns with that part in their name, in any case.")
    private String match = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "So many columns, those that moved most, 1 to " + MOST_COLUMNS + "; default: ${DEFAULT-VALUE}.")
    private int limit = USUAL_COLUMNS;

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object.")
    private boolean json;

    DriftCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        return column.isEmpty() ? columns(api.api()) : distribution(api.api());
    }

    private Map<String, String> parameters() {
        return range.with(Map.of("slice", slice, "column", column));
    }

    private Integer columns(Api asked) {
        if (limit < 1 || limit > MOST_COLUMNS) {
            throw new UsageError("--limit must be from 1 to " + MOST_COLUMNS + ": --limit=" + limit);
        }
        Map<String, String> parameters = parameters();
        parameters.putAll(Map.of("limit", Integer.toString(limit), "step", step, "q", match));
        Fields answer = asked.get("/models/" + Api.part(model) + "/drift", parameters);
        if (json) {
            terminal.print(answer.json());
        } else {
            tell(answer);
        }
        return Completeness.of(answer).tell(terminal, answer.whole("bad") > 0 ? ExitCodes.ALERTS : ExitCodes.QUIET);
    }

    /** The furthest last: it is what stays on the screen. */
    private void tell(Fields answer) {
        List<Fields> columns = new ArrayList<>(answer.list("columns"));
        Collections.reverse(columns);
        rest(answer, columns).forEach(terminal::print);
        lines(columns).forEach(terminal::print);
        if (!answer.text("lengthened").isEmpty()) {
            terminal.note("judged in parts of "
                    + AnswerText.span(answer.number("stepMs")) + ": "
                    + answer.text("lengthened").replace("by q", "by --match"));
        }
        terminal.print(model + (slice.isEmpty() ? "" : " · " + slice) + ", "
                + AnswerText.time(answer.at("range").text("from")) + " to "
                + AnswerText.time(answer.at("range").text("to")) + ": "
                + AnswerText.count(answer.number("bad")) + " of " + AnswerText.count(answer.number("found"))
                + " columns drifted");
    }

    /** What is not shown, above what is. */
    private static List<String> rest(Fields answer, List<Fields> shown) {
        long more = answer.whole("found") - shown.size();
        long bad =
                answer.whole("bad") - shown.stream().filter(DriftCommand::isBad).count();
        return more <= 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d more that moved less, %s; choose them by --match, or take a larger --limit",
                        more,
                        bad == 0 ? "none of which drifted" : String.format(Locale.ROOT, "%,d of which drifted", bad)));
    }

    private static boolean isBad(Fields column) {
        return column.list("cells").stream()
                .anyMatch(cell -> cell.text("verdict").equals(BAD));
    }

    private static Fields worst(Fields column) {
        return column.at("strongest").at("cell");
    }

    private static List<String> lines(List<Fields> columns) {
        TextTable table = new TextTable(
                Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.add("verdict", "column", "measure", "value", "allowed", "× allowed", "n", "worst at");
        columns.forEach(column -> {
            Fields worst = worst(column);
            table.add(
                    isBad(column) ? BAD : worst.text("verdict"),
                    column.text("column"),
                    worst.text("m"),
                    AnswerText.number(worst.number("v")),
                    AnswerText.number(worst.number("t")),
                    AnswerText.number(worst.number("s")),
                    AnswerText.count(worst.number("n")),
                    AnswerText.time(column.at("strongest").text("bucket")));
        });
        return columns.isEmpty() ? List.of() : table.lines();
    }

    private Integer distribution(Api asked) {
        Fields answer = asked.get("/models/" + Api.part(model) + "/distribution", parameters());
        boolean isBad = answer.text("verdict").equals(BAD);
        if (json) {
            terminal.print(answer.json());
        } else {
            cells(answer).forEach(terminal::print);
            if (!answer.text("words").isEmpty()) {
                terminal.print(answer.text("words"));
            }
            terminal.print(String.format(
                    Locale.ROOT,
                    "%s  %s · %s against %s, n %s against %s",
                    answer.text("verdict"),
                    model,
                    column,
                    answer.at("reference").text("name"),
                    AnswerText.count(answer.number("n")),
                    AnswerText.count(answer.number("m"))));
        }
        return Completeness.of(answer).tell(terminal, isBad ? ExitCodes.ALERTS : ExitCodes.QUIET);
    }

    private static List<String> cells(Fields answer) {
        TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.add("cell", "reference", "window", "");
        answer.list("cells")
                .forEach(cell -> table.add(
                        cell.text("label"),
                        AnswerText.percent(cell.number("reference")),
                        AnswerText.percent(cell.number("window")),
                        bar(cell.number("window").orElse(0))));
        return answer.has("cells") ? table.lines() : List.of();
    }

    /** 40 characters are all of the rows. */
    private static String bar(double share) {
        return "█".repeat((int) Math.round(40 * Math.max(0, Math.min(1, share))));
    }
}
