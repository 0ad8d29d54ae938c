package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Fields;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark slo}: how SLOs stand, and what there is to do with a file of them. */
@Command(
        name = "slo",
        description = {
            "Without a command: how the SLOs of a running application stand, the least budget last.",
            "Its commands explain, check and try SLOs, OpenSLO v1 and ours; a file of them needs no monitors."
        },
        footer = {
            "",
            "Exit code: that of the command, as its own help says it; without one 0 no budget is exhausted and nothing fires, 1 one is, or something"
                    + " does (those on trial do not count), 2 could not be told, or a part is missing."
        })
final class SloCommand implements Callable<Integer> {
    private static final Comparator<SloRow> LEAST_BUDGET_LAST = Comparator.comparing((SloRow slo) -> !slo.isOnTrial())
            .thenComparing(SloRow::isJudged)
            .thenComparingDouble(slo -> slo.fields().number("consumed").orElse(0));

    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Option(names = "--model", paramLabel = "NAME", description = "Only those of this model.")
    private String model = "";

    @Option(
            names = "--slice",
            paramLabel = "SLICE",
            description = "Only of this slice, or of all slices with 'all'; default: all events.")
    private String slice = "*";

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object.")
    private boolean json;

    private SloCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    /** With its own commands. */
    static CommandLine with(Terminal terminal, Clock clock, Map<String, String> environment) {
        return new CommandLine(new SloCommand(terminal, environment))
                .addSubcommand(new SloExplainCommand(terminal, clock))
                .addSubcommand(new SloSimulateCommand(terminal, clock))
                .addSubcommand(lint(terminal, clock))
                .addSubcommand(new CommandLine.HelpCommand());
    }

    /** The same as {@code validate}, under the name that people of SLOs know. */
    private static CommandLine lint(Terminal terminal, Clock clock) {
        CommandLine line = new CommandLine(new ValidateCommand(terminal, clock));
        line.getCommandSpec().name("lint");
        return line;
    }

    /** Without a command: how they stand. */
    @Override
    public Integer call() {
        Map<String, String> parameters = Map.of("model", model, "slice", slice.equals("all") ? "" : slice);
        Fields answer = api.api().all("/slos", parameters, "slos");
        List<SloRow> slos = SloRow.of(answer).stream().sorted(LEAST_BUDGET_LAST).toList();
        if (json) {
            terminal.print(answer.json());
        } else {
            lines(slos).forEach(terminal::print);
        }
        boolean isBad = slos.stream().anyMatch(SloRow::isBad);
        return Completeness.of(answer).tell(terminal, isBad ? ExitCodes.ALERTS : ExitCodes.QUIET);
    }

    private static List<String> lines(List<SloRow> slos) {
        TextTable table = new TextTable(
                Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.add("state", "model", "objective", "slice", "target", "bad", "budget left", "gone in");
        slos.forEach(slo -> table.add(
                state(slo),
                slo.fields().text("model"),
                slo.fields().text("objective"),
                slo.fields().text("slice"),
                target(slo.fields()),
                bad(slo.fields()),
                left(slo),
                AnswerText.span(slo.fields().number("timeToExhaustionMs"))));
        List<String> lines = new ArrayList<>(slos.isEmpty() ? List.of() : table.lines());
        long bad = slos.stream().filter(SloRow::isBad).count();
        lines.add(slos.size()
                + (slos.size() == 1 ? " SLO, " : " SLOs, ")
                + (bad == 0 ? "none exhausted or firing" : bad + " exhausted or firing")
                + some(slos.stream().filter(slo -> !slo.isJudged()).count(), " without data to judge")
                + some(slos.stream().filter(SloRow::isOnTrial).count(), " on trial (dry run)"));
        return lines;
    }

    private static String some(long count, String words) {
        return count == 0 ? "" : ", " + count + words;
    }

    private static String state(SloRow slo) {
        List<String> words = new ArrayList<>(List.of(slo.fields().text("state")));
        words.addAll(slo.fields().texts("firing"));
        return String.join(" ", words) + (slo.isOnTrial() ? " (dry run)" : "");
    }

    private static String bad(Fields slo) {
        long all = slo.whole("good") + slo.whole("bad");
        return all == 0
                ? AnswerText.NOTHING
                : AnswerText.count(slo.number("bad")) + " of " + String.format(Locale.ROOT, "%,d", all);
    }

    /** Nothing where nothing was judged: a budget of which nobody knows is not one that is all there. */
    private static String left(SloRow slo) {
        OptionalDouble consumed = slo.fields().number("consumed");
        return consumed.isEmpty() || !slo.isJudged()
                ? AnswerText.NOTHING
                : AnswerText.percent(OptionalDouble.of(1 - consumed.getAsDouble()));
    }

    private static String target(Fields slo) {
        return String.format(Locale.ROOT, "%.5g", 100 * slo.number("target").orElse(0))
                        .replaceFirst("\\.?0+$", "") + " %";
    }
}
