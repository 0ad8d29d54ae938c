package io.tidemark.cli;

import io.tidemark.compare.Comparison;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.ReplayRanges;
import io.tidemark.runtime.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark replay}: a file through the whole topology, on an embedded broker, at full speed. */
@Command(
        name = "replay",
        description = "Streams a file through the whole topology on an embedded broker, at full speed.",
        footer = {
            "",
            "Exit code: 0 no alert, 1 alerts (dry runs do not count), 2 could not run.",
            "With --json standard output holds exactly one JSON object, whatever happens: the summary, or",
            "{\"error\": …}, with \"problems\" if the monitor file is to blame; people read it on standard error.",
            "Readings, alerts, annotations and decisions are JSON lines, one record a line, named as in the Avro schemas."
        })
final class ReplayCommand implements Callable<Integer> {
    /** One comparison of ranges in a thousand may be wrong. */
    private static final double FALSE_ALARMS = 0.001;

    private final Terminal terminal;

    @Mixin
    private MonitoredFile watched = new MonitoredFile();

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "The file that the monitor's published reference is made of.")
    private @Nullable Path reference;

    @Option(
            names = "--changes",
            paramLabel = "FILE",
            description =
                    "What was changed when, CSV or JSON lines: eventTime, kind, model, version, … as in ChangeEvent.")
    private @Nullable Path changes;

    @Mixin
    private OutputOptions files = new OutputOptions();

    @Option(
            names = "--ranges",
            arity = "2",
            paramLabel = "FROM..TO",
            converter = TimeRange.class,
            description =
                    "At the end compare two past ranges of event time (UTC), the second with the first, from the counts that the"
                            + " stream keeps: --ranges 2001-01-01..2001-02-01 2001-03-01..2001-04-01.")
    private List<TimeWindow> ranges = new ArrayList<>();

    @Option(names = "--slice", paramLabel = "NAME", description = "The slice that --ranges is about (default: *).")
    private String slice = Scope.ALL;

    @Option(
            names = "--json",
            description = "Print the summary as one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Mixin
    private final SaltOptions salt;

    ReplayCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.salt = new SaltOptions(environment);
    }

    @Override
    public Integer call() {
        MonitorFile read = watched.monitors();
        String chosen = watched.chosen(read);
        MonitorFile monitors = salt.salted(read, watched.config(), List.of(chosen));
        Replay.Input input = new Replay.Input(
                watched.file(),
                chosen,
                ReferenceFile.of(monitors, chosen, watched.config(), reference).orElse(watched.file()));
        OutputFiles.check(files, watched.file(), watched.config());
        Warnings.tell(monitors, terminal);
        Replay replay = withRanges(chosen, new Replay(monitors, List.of(input), json ? Progress.SILENT : terminal))
                .told(changes == null ? List.of() : Replay.readChanges(changes));
        try (Sandbox sandbox = Sandbox.create();
                ReplayOutput output = new ReplayOutput(terminal, files, !json)) {
            Replay.Summary summary = replay.run(sandbox::settings, sandbox.registry(), output);
            output.finish();
            tellRanges(output.ranges());
            terminal.print(json ? SummaryText.json(summary, output) : SummaryText.text(summary, output));
            return output.opened() > 0 ? ExitCodes.ALERTS : ExitCodes.QUIET;
        }
    }

    private Replay withRanges(String chosen, Replay replay) {
        if (ranges.isEmpty()) {
            return replay;
        }
        return replay.comparing(chosen, new ReplayRanges(ranges.get(0), ranges.get(1), slice, FALSE_ALARMS));
    }

    private void tellRanges(@Nullable Comparison comparison) {
        if (comparison != null && !json) {
            ComparisonText.overview(comparison, terminal);
            terminal.print("");
        }
    }
}
