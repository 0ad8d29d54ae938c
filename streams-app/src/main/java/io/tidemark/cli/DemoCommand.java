package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.SloFile;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: real data through an embedded broker, alerts in the terminal. */
@Command(
        name = "demo",
        description = {
            "Streams real data through an embedded broker and tells what is wrong with them: electricity and flights as",
            "they were, and departures with a bad deployment planted among them by us, which the alert names."
        },
        footer = {"", "Exit code: 0 done, though there are alerts: they are what the demo shows; 2 could not run."})
final class DemoCommand implements Callable<Integer> {
    private static final List<String> MODELS = List.of("flights", "electricity", "departures");

    private final Terminal terminal;

    @Option(names = "--keep", description = "Leave broker and application running until interrupted.")
    private boolean keep;

    @Mixin
    private OutputOptions files = new OutputOptions();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        OutputFiles.check(files);
        try (Sandbox sandbox = Sandbox.create();
                ReplayOutput output = new ReplayOutput(terminal, files, true)) {
            List<Replay.Input> inputs = new ArrayList<>();
            List<Monitor> monitors = new ArrayList<>();
            SloFile slos = SloFile.EMPTY;
            for (String model : MODELS) {
                MonitorFile file = MonitorFileReader.read(unpack(model + ".yaml", sandbox.directory()));
                monitors.addAll(file.monitors());
                slos = slos.plus(file.objects());
                inputs.add(new Replay.Input(unpack(model + ".csv.gz", sandbox.directory()), model));
            }
            Replay replay = new Replay(new MonitorFile(monitors, slos, List.of()), inputs, terminal)
                    .told(Replay.readChanges(unpack("departures-changes.csv", sandbox.directory())));
            Replay.Summary summary = replay.run(sandbox::settings, sandbox.registry(), output);
            output.finish();
            terminal.print(SummaryText.text(summary, output));
            if (keep) {
                try (MonitorApp app = replay.goOn(sandbox.settings(), sandbox.registry())) {
                    waitForInterrupt(terminal, sandbox, app);
                }
            }
            return ExitCodes.QUIET;
        }
    }

    private static Path unpack(String name, Path directory) {
        Path target = directory.resolve(name);
        try (InputStream in = Objects.requireNonNull(
                DemoCommand.class.getResourceAsStream("/demo/" + name), "a demo file is missing from the jar")) {
            Files.copy(in, target);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot unpack the demo's data: path=" + target, failure);
        }
        return target;
    }

    private static void waitForInterrupt(Terminal terminal, Sandbox sandbox, MonitorApp app) {
        terminal.note("still running: bootstrap " + sandbox.settings().bootstrapServers()
                + ", topics tidemark-readings and tidemark-alerts; end with Ctrl-C");
        try {
            app.awaitStop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
