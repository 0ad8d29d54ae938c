package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.SloFile;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.Sandbox;
import io.tidemark.runtime.trial.Backtest;
import io.tidemark.runtime.trial.Backtest.Sides;
import io.tidemark.runtime.trial.BacktestText;
import io.tidemark.runtime.trial.Backtested;
import io.tidemark.runtime.trial.TrialJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark backtest}: what new SLOs would have told, beside what old ones did. */
@Command(
        name = "backtest",
        description = {
            "Runs new SLOs over a past time, beside the old ones: pages and tickets, time firing, flaps, the budget at the end, episodes that only one of"
                    + " them has, and a target that would have been kept.",
            "",
            "The past is one of: the readings that a running application has stored (--bootstrap-servers, or the embedded broker of --data-dir), as far"
                    + " back as its topic is kept; a CSV of counts (--points, as of slo simulate); readings that replay --readings-out wrote"
                    + " (--readings); or a file of events (FILE with --config), which is replayed first. Of readings each SLO's indicator makes its"
                    + " points, so that other limits, columns and targets can be tried, but not other windows, references or tolerances. The old"
                    + " SLOs are those of --against, or else the monitor file's own (--config). Beside a running application's past stands what it"
                    + " really told people in that time."
        },
        footer = {
            "",
            "SLOs are compared by name; a single new one with a single old one whatever their names.",
            "The suggested target is what was good less twice the standard deviation of the whole weeks, its error share rounded up to two digits,"
                    + " and no stricter than so many counts can show (1 - 3 / n).",
            "Readings are taken in order of time: a later revision of a window comes right behind the first one.",
            "run creates the topic APPLICATION-ID-readings to be kept for the longest SLO window and a week, at least 30 and at most 100 days by the"
                    + " clock, and never compacted; one that is there keeps its retention.ms. It is read once, without a consumer group; beyond"
                    + " 500,000 slots they are sorted on disk.",
            "With --json standard output holds exactly one JSON object: {\"slos\":[{slo, \"new\":{…}, \"old\":{…}, \"onlyNew\":[…], \"onlyOld\":[…]}],"
                    + " \"points\":{…}}, each as slo simulate has it, of a running application \"told\" too, or {\"error\": …}.",
            "Exit code: 0 nobody would have been told of anything but infos of policy steps under the new file, 1 somebody would, 2 could not run."
        })
final class BacktestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Events, to be replayed; needs --config.")
    private @Nullable Path file;

    @Option(names = "--slo", required = true, paramLabel = "NEW", description = "The file of the new SLOs.")
    private Path slos = Path.of("");

    @Option(names = "--against", paramLabel = "OLD", description = "The file of the old SLOs.")
    private @Nullable Path against;

    @Option(
            names = "--points",
            paramLabel = "CSV",
            description = "Counts: time, two of good, bad and total, and slice.")
    private @Nullable Path points;

    @Option(
            names = "--slice-column",
            paramLabel = "NAME",
            description = "With --points: a column that names the slice. Repeatable.")
    private List<String> sliceColumns = new ArrayList<>();

    @Option(names = "--readings", paramLabel = "JSONL", description = "Readings, as replay --readings-out writes them.")
    private @Nullable Path readings;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "MONITORS",
            description =
                    "With FILE: the monitor file to replay it with. Of a running application: the old SLOs, unless --against names them.")
    private @Nullable Path config;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "With FILE: which monitor watches it; needed if the monitor file has several. Of a running application: only this model's SLOs.")
    private @Nullable String model;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file instead of standard output.")
    private @Nullable Path out;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Mixin
    private final SaltOptions salt;

    BacktestCommand(Terminal terminal, Clock clock, Map<String, String> environment) {
        this.terminal = terminal;
        this.salt = new SaltOptions(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        checkSource();
        OutputFiles.check("--out", out, slos);
        Sides sides = sides();
        Backtested tested = run(sides, json ? Progress.SILENT : terminal);
        BadLines.tell(tested.points(), terminal);
        BlockPrinter.write(
                new BlockPrinter.Written(BacktestText.of(tested), json ? TrialJson.line(tested) : ""), out, terminal);
        return tested.alerts() > 0 ? ExitCodes.ALERTS : ExitCodes.QUIET;
    }

    private void checkSource() {
        List<String> given = new ArrayList<>();
        if (points != null) {
            given.add("--points");
        }
        if (readings != null) {
            given.add("--readings");
        }
        if (file != null) {
            given.add("FILE");
        }
        if (cluster.isNamed()) {
            given.add("--bootstrap-servers");
        }
        if (given.size() > 1 || given.isEmpty() && !cluster.isThere()) {
            throw new UsageError("backtest needs one past time, and "
                    + (given.isEmpty() ? "none is given" : String.join(" and ", given) + " are given")
                    + "; write --points CSV, --readings JSONL, FILE --config MONITORS, or --bootstrap-servers HOST:PORT of a"
                    + " running application");
        }
        boolean isOfFile = points != null || readings != null;
        if (file != null && config == null || isOfFile && config != null) {
            throw new UsageError("FILE and --config belong together; "
                    + (file == null ? "leave --config out, or name the events' file" : "add --config MONITORS"));
        }
    }

    private Sides sides() {
        MonitorFile now = SloFile.read(slos, LocalDate.now(clock));
        Warnings.tell(now, terminal);
        Path old = against == null ? config : against;
        return old == null
                ? Backtest.sides(now, slos)
                : Backtest.sides(now, slos, SloFile.read(old, LocalDate.now(clock)), old);
    }

    private Backtested run(Sides sides, Progress progress) {
        if (points != null) {
            return Backtest.overPoints(sides, points, sliceColumns, progress);
        }
        if (readings != null) {
            return Backtest.overReadings(sides, readings, progress);
        }
        if (file != null && config != null) {
            return overEvents(sides, file, config, progress);
        }
        Sides asked = model == null ? sides : sides.of(model);
        return cluster.ask(terminal, settings -> Backtest.overApplication(asked, settings, progress));
    }

    private Backtested overEvents(Sides sides, Path events, Path monitorFile, Progress progress) {
        MonitorFile read = MonitorFileReader.read(monitorFile);
        String chosen = MonitorChoice.of(read, monitorFile, model).model();
        MonitorFile monitors = salt.salted(read, monitorFile, List.of(chosen));
        Path lines = temporary();
        OutputOptions files = new OutputOptions();
        files.readings = lines;
        try (Sandbox sandbox = Sandbox.create();
                ReplayOutput output = new ReplayOutput(Terminal.silent(), files, false)) {
            new Replay(monitors, List.of(new Replay.Input(events, chosen)), progress)
                    .run(sandbox::settings, sandbox.registry(), output);
            output.finish();
            return Backtest.overReadings(sides, lines, progress);
        } finally {
            delete(lines);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("tidemark-readings-", ".jsonl");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a temporary file", failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete a temporary file: path=" + file, failure);
        }
    }
}
