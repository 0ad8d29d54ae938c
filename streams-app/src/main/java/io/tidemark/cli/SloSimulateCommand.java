package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.SloFile;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.trial.Simulated;
import io.tidemark.runtime.trial.Simulation;
import io.tidemark.runtime.trial.Simulation.Strictness;
import io.tidemark.runtime.trial.SimulationText;
import io.tidemark.runtime.trial.TrialJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark slo simulate}: what SLOs would have told of a history of any origin. */
@Command(
        name = "simulate",
        description = {
            "Runs SLOs over a history of counts of any origin, through the same ledgers as live ones: every transition, what kept people from being"
                    + " told, what each incident cost, the budget at the end.",
            "",
            "The points are a CSV file with a header, gzip or not, in any order: time, two of good, bad and total, and slice if there are slices;"
                    + " names in any case and order, other columns are not read. Times are ISO-8601 (UTC without a zone) or seconds,"
                    + " milliseconds or microseconds since the epoch. A point is the counts of one step, at the step's beginning:"
                    + " of Prometheus take sum(increase(good_total[1m])) and sum(increase(total[1m])) at step=1m (never the counters"
                    + " themselves); it stamps a step with its end, so all times are a step late. Fractions are carried on within a slice."
        },
        footer = {
            "",
            "Slots: an objective of Timeslices has its timeSliceWindow. One of Occurrences has the points' own usual distance, rounded down to"
                    + " whole minutes that divide its window, and at least a minute. Points in one slot add up; of lines of the same time"
                    + " and slice the last one counts. A slot without points is NO_DATA.",
            "Slices: without a slice * all events are the sum of the slices. While the alert on all events is open and half of the slices or more are"
                    + " bad, it speaks for them. A slice that is silent for a whole window is forgotten.",
            "Lines that cannot be used are told on standard error, left out and counted; with --strict nothing is run.",
            "With --json standard output holds exactly one JSON object: {\"slos\":[{slo, model, target, windowMs, method, slotMs, \"slices\":[{slice,"
                    + " state, budget, …}], \"transitions\":[…], \"incidents\":[…], \"steps\":[…], \"suppressed\":[…], report}], \"points\":{…}},"
                    + " or {\"error\": …}.",
            "Steps of the file's error-budget policy are listed and counted as what they would be told as.",
            "Exit code: 0 nobody would have been told of anything but infos of policy steps, 1 somebody would, 2 could not run."
        })
final class SloSimulateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "FILE", description = "SLO documents, with monitors or without.")
    private Path file = Path.of("");

    @Option(names = "--points", required = true, paramLabel = "CSV", description = "The history.")
    private Path points = Path.of("");

    @Option(names = "--slo", paramLabel = "NAME", description = "Only this SLO. Repeatable.")
    private List<String> slos = new ArrayList<>();

    @Option(
            names = "--slice-column",
            paramLabel = "NAME",
            description =
                    "A column that names the slice: its values become NAME=value. Repeatable; without it the column slice is"
                            + " taken as it is.")
    private List<String> sliceColumns = new ArrayList<>();

    @Option(names = "--strict", description = "Stop if any line cannot be used.")
    private boolean strict;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file instead of standard output.")
    private @Nullable Path out;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    SloSimulateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        MonitorFile monitors = SloFile.read(file, LocalDate.now(clock));
        OutputFiles.check("--out", out, file, points);
        Warnings.tell(monitors, terminal);
        Simulated simulated = Simulation.run(
                new Simulation.Request(
                        monitors, file, slos, points, sliceColumns, strict ? Strictness.STRICT : Strictness.LENIENT),
                json ? Progress.SILENT : terminal);
        BadLines.tell(simulated.points(), terminal);
        BlockPrinter.write(
                new BlockPrinter.Written(SimulationText.of(simulated), json ? TrialJson.line(simulated) : ""),
                out,
                terminal);
        return simulated.alerts() > 0 ? ExitCodes.ALERTS : ExitCodes.QUIET;
    }
}
