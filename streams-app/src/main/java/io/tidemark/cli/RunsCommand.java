package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import io.tidemark.domain.TimeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark runs}: a model's training runs, which of them are bad, and what is to be expected of the next one. */
@Command(
        name = "runs",
        description = {
            "Shows a model's training runs, the newest last: how far each is, what it took, and what the objectives find in it; then how these stand,"
                    + " and how likely the next run is good.",
            "Times are by the runs' own clocks, but for how long one has not come further."
        },
        footer = {
            "",
            "Exit code: 0 no run that is told of as bad is open, 1 at least one is, 2 could not be told, or a part is missing."
        })
final class RunsCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 128;
    private static final int USUAL_RUNS = 20;

    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Parameters(paramLabel = "MODEL", description = "The model.")
    private String model = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "So many runs, the newest, 1 to " + MOST_RUNS + "; default: ${DEFAULT-VALUE}.")
    private int limit = USUAL_RUNS;

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object.")
    private boolean json;

    RunsCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST_RUNS) {
            throw new UsageError("--limit must be from 1 to " + MOST_RUNS + ": --limit=" + limit);
        }
        Fields answer = api.api().get("/models/" + Api.part(model) + "/runs", Map.of("limit", Integer.toString(limit)));
        if (json) {
            terminal.print(answer.json());
        } else {
            tell(answer);
        }
        boolean isOpen = answer.list("runs").stream()
                .flatMap(run -> run.list("findings").stream())
                .anyMatch(finding -> finding.is("isOpen"));
        return Completeness.of(answer).tell(terminal, isOpen ? ExitCodes.ALERTS : ExitCodes.QUIET);
    }

    /** The newest last: it is what stays on the screen. */
    private void tell(Fields answer) {
        List<Fields> runs = new ArrayList<>(answer.list("runs"));
        Collections.reverse(runs);
        lines(runs).forEach(terminal::print);
        answer.list("objectives").stream().map(RunsCommand::objective).forEach(terminal::print);
        terminal.print(reliability(answer.at("reliability")));
        long more = answer.whole("known") - runs.size();
        String rest = more > 0 ? ", the newest of " + AnswerText.count(answer.number("known")) : "";
        terminal.print(model + ": " + runs.size() + (runs.size() == 1 ? " run" : " runs") + rest);
    }

    private static List<String> lines(List<Fields> runs) {
        TextTable table = new TextTable(
                Align.LEFT,
                Align.LEFT,
                Align.LEFT,
                Align.LEFT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.RIGHT,
                Align.LEFT);
        table.add("run", "version", "phase", "began", "took", "done", "rows", "cost", "found");
        runs.forEach(run -> table.add(
                run.text("run"),
                orNothing(run.text("version")),
                run.text("phase"),
                AnswerText.time(run.text("started")),
                AnswerText.span(run.number("durationMs")),
                AnswerText.percent(run.number("share")),
                AnswerText.count(run.at("amounts").number("rowsRead")),
                cost(run),
                found(run)));
        return runs.isEmpty() ? List.of() : table.lines();
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? AnswerText.NOTHING : text;
    }

    private static String cost(Fields run) {
        OptionalDouble cost = run.at("amounts").number("cost");
        return cost.isEmpty()
                ? AnswerText.NOTHING
                : String.format(Locale.ROOT, "%,.2f %s", cost.getAsDouble(), run.text("currency"))
                        .strip();
    }

    /** What is bad, each with its value and what it should have been; what is open stands first in capitals. */
    private static String found(Fields run) {
        return run.list("findings").stream()
                .filter(finding -> finding.text("outcome").equals("bad"))
                .map(finding -> (finding.is("isOpen") ? "BAD " : "was bad ")
                        + finding.text("kind")
                        + figure(finding)
                        + (finding.is("isCovered") ? ", corrected" : ""))
                .collect(Collectors.joining("; "));
    }

    private static String figure(Fields finding) {
        OptionalDouble value = finding.number("value");
        if (value.isEmpty()) {
            return "";
        }
        OptionalDouble highest = finding.number("highest");
        boolean isTooMuch = highest.isPresent() && value.getAsDouble() > highest.getAsDouble();
        OptionalDouble bound = isTooMuch ? highest : finding.number("lowest");
        String unit = finding.text("unit");
        return " " + number(value, unit) + (isTooMuch ? " > " : " < ") + number(bound, unit);
    }

    private static String number(OptionalDouble value, String unit) {
        if (value.isEmpty()) {
            return AnswerText.NOTHING;
        }
        return switch (unit) {
            case "ms" -> TimeText.duration(Math.round(value.getAsDouble()));
            case "money" -> String.format(Locale.ROOT, "%,.2f", value.getAsDouble());
            default -> String.format(Locale.ROOT, value.getAsDouble() < 10 ? "%,.2f" : "%,.0f", value.getAsDouble());
        };
    }

    /** {@code ctr-run-cost: last 20 runs: 1 bad of 2 allowed, 50 % used}. */
    private static String objective(Fields objective) {
        return objective.text("objective") + ": " + objective.text("window") + ": "
                + AnswerText.count(objective.number("bad")) + " bad of "
                + String.format(Locale.ROOT, "%.3g", objective.number("allowed").orElse(0))
                        .replaceFirst("\\.?0+$", "")
                + " allowed, " + AnswerText.percent(objective.number("consumed")) + " used"
                + (objective.is("isDryRun") ? " (dry run)" : "")
                + (objective.text("state").equals("exhausted") ? ", EXHAUSTED" : "");
    }

    /** {@code the next run is good with 91 % (78 % to 100 %, credible to 90 %), of 9 runs of its own}. */
    private static String reliability(Fields reliability) {
        String relatives = reliability.list("relatives").stream()
                .map(one -> one.text("model") + " (" + AnswerText.percent(one.number("similarity")) + " alike)")
                .collect(Collectors.joining(", "));
        String own = reliability.whole("total") + " runs of its own";
        String source =
                switch (reliability.text("source")) {
                    case "own" -> "of " + own;
                    case "class" -> "of runs of " + relatives + ", and " + own;
                    default -> "for nothing is known, of " + own;
                };
        return "the next run is good with " + AnswerText.percent(reliability.number("expected")) + " ("
                + AnswerText.percent(reliability.number("lower")) + " to "
                + AnswerText.percent(reliability.number("upper"))
                + ", credible to " + AnswerText.percent(reliability.number("level")) + "), " + source;
    }
}
