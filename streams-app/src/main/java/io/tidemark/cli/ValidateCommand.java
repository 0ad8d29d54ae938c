package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.Preview;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidemark validate}: every mistake in a monitor file at once. */
@Command(
        name = "validate",
        description = "Checks a monitor file and tells every mistake at once, with path, value and remedy.",
        footer = {"", "Exit code: 0 the file is in order, 2 it is not."})
final class ValidateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "M", description = "The monitor file.")
    private Path config = Path.of("");

    @Override
    public Integer call() {
        MonitorFile file = MonitorFileReader.read(config);
        Preview.check(file);
        Terminal terminal = Terminal.ofProcess();
        for (Monitor monitor : file.monitors()) {
            terminal.print(String.format(
                    Locale.ROOT,
                    "%s: windows of %s, %d groupings, %d objectives",
                    monitor.model(),
                    words(monitor),
                    monitor.slices().groupings().size(),
                    file.slosOf(monitor.model()).size()));
        }
        terminal.print(config + ": in order");
        return ExitCodes.QUIET;
    }

    private static String words(Monitor monitor) {
        return monitor.windows().size().toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
