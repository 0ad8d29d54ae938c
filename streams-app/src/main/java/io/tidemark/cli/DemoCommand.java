package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.SloFile;
import io.tidemark.runtime.ApiHost;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.Sandbox;
import io.tidemark.runtime.story.Story;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: real data through an embedded broker, alerts in the terminal. */
@Command(
        name = "demo",
        description = {
            "Streams real data through an embedded broker and tells what is wrong with them: electricity and flights as",
            "they were, and departures with a bad deployment planted among them by us, which the alert names.",
            "Then it tells the life of a model, all of it made up by us, from its training to the day it fails, and checks",
            "that each event raised the alert that it should, with the right cause and owner, and nothing else did."
        },
        footer = {
            "",
            "Exit code: 0 done, though there are alerts: they are what the demo shows; 1 an alert of the made-up model",
            "was missing or too many; 2 could not run."
        })
final class DemoCommand implements Callable<Integer> {
    private static final List<String> MODELS = List.of("flights", "electricity", "departures");

    private final Terminal terminal;

    @Option(
            names = "--keep",
            negatable = true,
            description =
                    "Leave broker, application and dashboard running until interrupted; default: on a terminal yes, else no.")
    private @Nullable Boolean keep;

    @Mixin
    private final DemoDashboard dashboard = new DemoDashboard();

    @Mixin
    private OutputOptions files = new OutputOptions();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        OutputFiles.check(files);
        Optional<ApiHost> host = dashboard.start();
        host.ifPresent(listening -> terminal.note("the dashboard, while this runs: " + dashboard.url(listening)));
        try (Sandbox sandbox = Sandbox.create();
                ReplayOutput output = new ReplayOutput(terminal, files, true)) {
            MonitorFile story = MonitorFileReader.read(unpack("story.yaml", sandbox.directory()));
            Onlooker onlooker = new Onlooker(sandbox, output, host, story.monitor(Story.MODEL));
            replay(sandbox.directory(), story)
                    .watchedBy(onlooker)
                    .run(
                            () -> host.map(listening -> listening.told(sandbox.settings()))
                                    .orElse(sandbox.settings()),
                            sandbox.registry(),
                            output);
            return onlooker.isAsExpected ? ExitCodes.QUIET : ExitCodes.NOT_AS_EXPECTED;
        } finally {
            host.ifPresent(ApiHost::close);
        }
    }

    private Replay replay(Path directory, MonitorFile story) {
        List<Replay.Input> inputs = new ArrayList<>();
        List<Monitor> monitors = new ArrayList<>(story.monitors());
        SloFile slos = story.objects();
        for (String model : MODELS) {
            MonitorFile file = MonitorFileReader.read(unpack(model + ".yaml", directory));
            monitors.addAll(file.monitors());
            slos = slos.plus(file.objects());
            inputs.add(new Replay.Input(unpack(model + ".csv.gz", directory), model));
        }
        return new Replay(new MonitorFile(monitors, slos, List.of()), inputs, terminal)
                .beside(Story.guest(story.monitor(Story.MODEL)))
                .told(Replay.readChanges(unpack("departures-changes.csv", directory)));
    }

    /** Shows the application while it runs, and keeps it running if somebody wants to look. */
    private final class Onlooker implements Replay.Watcher {
        private final Sandbox sandbox;
        private final ReplayOutput output;
        private final Optional<ApiHost> host;
        private final Monitor storyMonitor;
        private boolean isAsExpected;

        Onlooker(Sandbox sandbox, ReplayOutput output, Optional<ApiHost> host, Monitor storyMonitor) {
            this.storyMonitor = storyMonitor;
            this.sandbox = sandbox;
            this.output = output;
            this.host = host;
        }

        @Override
        public void started(MonitorApp app, MonitorFile file) {
            host.ifPresent(listening -> listening.attach(app, file, sandbox.settings()));
        }

        @Override
        public void drained(MonitorApp app, Replay.Summary summary) {
            terminal.print(SummaryText.text(summary, output));
            isAsExpected = tellStory(app);
            output.finish();
            if (keep == null ? Tty.isTerminal(0) && Tty.isTerminal(1) : keep) {
                waitForInterrupt(app);
            }
        }

        private boolean tellStory(MonitorApp app) {
            DemoStory audience = new DemoStory(terminal, output);
            try (Story story = new Story(app, storyMonitor, sandbox.settings(), sandbox.registry(), audience)) {
                return audience.follow(story);
            }
        }

        private void waitForInterrupt(MonitorApp app) {
            terminal.note("still running: bootstrap " + sandbox.settings().bootstrapServers()
                    + ", topics tidemark-readings and tidemark-alerts; end with Ctrl-C");
            host.ifPresent(listening -> terminal.note("look at it: " + dashboard.url(listening)));
            try {
                app.awaitStop();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
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
}
