package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
                    + " does, 2 could not be told."
        })
final class SloCommand implements Callable<Integer> {
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
        Api asked = api.api();
        Map<String, String> parameters = Map.of("model", model, "slice", slice.equals("all") ? "" : slice);
        List<Fields> slos = asked.all("/slos", parameters, "slos");
        slos.sort(Comparator.comparing((Fields slo) -> !slo.text("mode").equals("dry-run"))
                .thenComparingDouble(slo -> slo.number("consumed").orElse(0)));
        if (json) {
            terminal.print(slos.stream().map(Fields::json).collect(Collectors.joining(",", "{\"slos\":[", "]}")));
        } else {
            lines(slos).forEach(terminal::print);
        }
        boolean isBad = slos.stream().anyMatch(SloCommand::isBad);
        return isBad ? ExitCodes.ALERTS : ExitCodes.QUIET;
    }

    private static boolean isBad(Fields slo) {
        return slo.text("state").equals("EXHAUSTED") || slo.has("firing");
    }

    private static List<String> lines(List<Fields> slos) {
        TextTable table = new TextTable(
                Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.add("state", "model", "objective", "slice", "target", "bad", "budget left", "gone in");
        slos.forEach(slo -> table.add(
                slo.text("state") + (slo.texts("firing").isEmpty() ? "" : " " + String.join(" ", slo.texts("firing"))),
                slo.text("model"),
                slo.text("objective"),
                slo.text("slice"),
                target(slo),
                AnswerText.count(slo.number("bad")) + " of "
                        + String.format(Locale.ROOT, "%,d", slo.whole("good") + slo.whole("bad")),
                AnswerText.percent(OptionalDouble.of(1 - slo.number("consumed").orElse(0))),
                AnswerText.span(slo.number("timeToExhaustionMs"))));
        List<String> lines = new ArrayList<>(slos.isEmpty() ? List.of() : table.lines());
        long bad = slos.stream().filter(SloCommand::isBad).count();
        lines.add(slos.size()
                + (slos.size() == 1 ? " SLO, " : " SLOs, ")
                + (bad == 0 ? "none exhausted or firing" : bad + " exhausted or firing"));
        return lines;
    }

    private static String target(Fields slo) {
        return String.format(Locale.ROOT, "%.5g", 100 * slo.number("target").orElse(0))
                        .replaceFirst("\\.?0+$", "") + " %";
    }
}
