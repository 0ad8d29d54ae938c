package io.tidemark.cli;

import io.tidemark.config.DurationText;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.SloFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark validate}: every mistake in a monitor file at once. */
@Command(
        name = "validate",
        description =
                "Checks a monitor file, or a file of SLOs alone, and tells every mistake at once, with path, value and remedy.",
        footer = {
            "",
            "Mistakes go to standard error, one a line as FILE:LINE: WHAT, then warnings, and their numbers last.",
            "Warnings are of what can be kept but is hardly meant, like pages that can never come.",
            "With --json standard output holds {\"file\": …, \"warnings\": […]} or {\"error\": …, \"problems\": […], \"warnings\": […]}.",
            "Exit code: 0 the file is in order, warnings or not; 2 it is not."
        })
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "MONITORS", description = "The monitor file, or a file of SLOs.")
    private Path config = Path.of("");

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    ValidateCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        MonitorFile file = SloFile.read(config, LocalDate.now(clock));
        Warnings.tell(file, terminal);
        if (json) {
            terminal.print("{\"file\":" + JsonText.quote(config.toString()) + ",\"warnings\":"
                    + Failure.json(file.warnings()) + "}");
            return ExitCodes.QUIET;
        }
        for (Monitor monitor : file.monitors()) {
            terminal.print(String.format(
                    Locale.ROOT,
                    "%s: windows of %s, %d groupings, %d objectives",
                    monitor.model(),
                    DurationText.of(monitor.windows().size()),
                    monitor.slices().groupings().size(),
                    file.slosOf(monitor.model()).size()));
        }
        if (file.monitors().isEmpty()) {
            terminal.print(
                    file.slos().size() + (file.slos().size() == 1 ? " objective" : " objectives") + ", no monitors");
        }
        terminal.print(config + ": in order");
        return ExitCodes.QUIET;
    }
}
