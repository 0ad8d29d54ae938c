package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark replay}: a file through the whole topology, on an embedded broker, at full speed. */
@Command(
        name = "replay",
        description = "Streams a CSV file through the whole topology on an embedded broker, at full speed.",
        footer = {
            "",
            "Exit code: 0 no alert, 1 alerts, 2 could not run.",
            "Readings and alerts are JSON lines, one record a line, named as in the Avro schemas (README, \"Output\")."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "CSV with a header line, gzip or not.")
    private Path file = Path.of("");

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "M",
            description = "The monitor file.")
    private Path config = Path.of("");

    @Option(names = "--model", description = "Which monitor watches the file; needed if the monitor file has several.")
    private @Nullable String model;

    @Option(names = "--readings-out", paramLabel = "F", description = "Write every reading to this file.")
    private @Nullable Path readingsOut;

    @Option(names = "--alerts-out", paramLabel = "F", description = "Write every alert record to this file.")
    private @Nullable Path alertsOut;

    @Option(
            names = "--json",
            description = "Print the summary as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        MonitorFile monitors = MonitorFileReader.read(config);
        Terminal terminal = Terminal.ofProcess();
        Progress progress = json ? Progress.SILENT : terminal;
        Replay replay = new Replay(monitors, List.of(new Replay.Input(file, chosen(monitors))), progress);
        try (Sandbox sandbox = Sandbox.start();
                ReplayOutput output = new ReplayOutput(terminal, readingsOut, alertsOut, !json)) {
            Replay.Summary summary = replay.run(sandbox.settings(), sandbox.registry(), output);
            output.finish();
            terminal.print(json ? SummaryText.json(summary, output) : SummaryText.text(summary, output));
            return output.opened() > 0 ? ExitCodes.ALERTS : ExitCodes.QUIET;
        }
    }

    private String chosen(MonitorFile monitors) {
        if (model != null) {
            return model;
        }
        if (monitors.monitors().size() == 1) {
            return monitors.monitors().get(0).model();
        }
        List<String> models =
                monitors.monitors().stream().map(monitor -> monitor.model()).toList();
        throw new UsageError(String.format(
                Locale.ROOT,
                "%s: monitors several models, and a file is one model's; add --model with one of %s",
                config,
                models));
    }
}
