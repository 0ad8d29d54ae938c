package io.tidemark.runtime;

import io.tidemark.compare.Comparison;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Change;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.ChangeFile;
import io.tidemark.pin.Pin;
import io.tidemark.serde.Registry;
import io.tidemark.topology.MonitorObjectives;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Files through the whole topology on an embedded broker, at full speed: pins, streams, and ends when all is drained and every window is
 * closed.
 */
public final class Replay {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String TRANSACTION_MS = "300000";

    private final MonitorFile file;
    private final Sources sources;
    private final Progress progress;
    private final Map<String, ReplayRanges> ranges;
    private final List<Change> changes;
    private final Watcher watcher;

    /** Is told of the application while it runs. */
    public interface Watcher {
        /** Nobody. */
        Watcher NOBODY = new Watcher() {};

        /** It has started. */
        default void started(MonitorApp app, MonitorFile file) {}

        /** All is drained, and the application still runs: it is closed once this returns. */
        default void drained(MonitorApp app, Summary summary) {}
    }

    /**
     * One file.
     *
     * @param path CSV, JSON lines or Avro, gzip or not
     * @param model which monitor watches it
     * @param reference the file whose profile is the published reference; the same file if the monitor pins its own
     */
    public record Input(Path path, String model, Path reference) {
        /** A file whose monitor pins its own reference. */
        public Input(Path path, String model) {
            this(path, model, path);
        }
    }

    /** How files are opened as the events that are replayed; references are made of the files as they are. */
    interface Opening {
        /** As they are. */
        Opening PLAIN = new Opening() {};

        /** The events. */
        default InputFile open(Input input, Monitor monitor, Registry registry) {
            return InputFile.open(input.path(), monitor, registry);
        }

        /** What watches them on their topic. */
        default Monitor watching(Input input, Monitor monitor) {
            return InputFile.asIn(input.path(), monitor);
        }
    }

    /**
     * A model of the monitor file that is watched beside those of the files: nothing is replayed of it, and its events may come once the
     * files are drained.
     *
     * @param model its name
     * @param pinning makes its grids and references before the application starts
     */
    public record Guest(String model, Function<Registry, Pin> pinning) {}

    /** What is replayed, how it is opened, and what is watched beside it. */
    private record Sources(List<Input> inputs, Opening opening, List<Guest> guests) {
        Sources {
            inputs = List.copyOf(inputs);
            guests = List.copyOf(guests);
        }

        Sources opening(Opening other) {
            return new Sources(inputs, other, guests);
        }

        Sources beside(Guest guest) {
            return new Sources(
                    inputs,
                    opening,
                    Stream.concat(guests.stream(), Stream.of(guest)).toList());
        }
    }

    /** Is told what comes out, on the replay's own thread. */
    public interface Output {
        void pinned(Pinned pinned);

        void reading(OutputLine.OfReading reading);

        void alert(OutputLine.OfAlert alert);

        /** What the monitor's rules name and the file has not. */
        default void noted(String note) {}

        /** Something that happened to a model or its budgets. */
        default void annotation(OutputLine.OfAnnotation annotation) {}

        /** What a model may do. */
        default void decision(OutputLine.OfDecision decision) {}

        /** What came of the ranges that were to be compared, at the end. */
        default void compared(Comparison comparison) {}
    }

    /** The same, and at the end two ranges of a model are compared from what was kept of them. */
    public Replay comparing(String model, ReplayRanges request) {
        return new Replay(file, sources, progress, Map.of(model, request), changes, watcher);
    }

    /**
     * The changes of a file: CSV or JSON lines.
     *
     * @throws io.tidemark.config.InvalidMonitorFile with every mistake in it
     */
    public static List<Change> readChanges(Path changes) {
        return ChangeFile.read(changes);
    }

    /** The same, with changes that are told before the first event; those of models that are not replayed are left out. */
    public Replay told(List<Change> more) {
        return new Replay(file, sources, progress, ranges, more, watcher);
    }

    /** The same, watched. */
    public Replay watchedBy(Watcher other) {
        return new Replay(file, sources, progress, ranges, changes, other);
    }

    /** The same, with a model beside those of the files. */
    public Replay beside(Guest guest) {
        return new Replay(file, sources.beside(guest), progress, ranges, changes, watcher);
    }

    /** The same, its files opened otherwise. */
    Replay opening(Opening other) {
        return new Replay(file, sources.opening(other), progress, ranges, changes, watcher);
    }

    /** The same, with the events changed on their way to the topic. */
    public Replay injected(Injected injected) {
        return opening(injected.opening());
    }

    /**
     * What a replay came to.
     *
     * @param events rows that became events
     * @param badLines the first lines of the files that were no event, and why; how many there were the meters say
     * @param others events of other models, which were passed over
     * @param readings readings sent
     * @param alerts alert records sent, heartbeats left out
     * @param duration from the first event to the last reading
     * @param meters everything else that was counted
     * @param budgets where the budgets stand in the end
     */
    public record Summary(
            long events,
            List<String> badLines,
            OtherModels others,
            long readings,
            long alerts,
            Duration duration,
            Meters meters,
            List<BudgetLine> budgets) {
        Summary with(List<BudgetLine> lines) {
            return new Summary(events, badLines, others, readings, alerts, duration, meters, List.copyOf(lines));
        }
    }

    public Replay(MonitorFile file, List<Input> inputs, Progress progress) {
        this(file, new Sources(inputs, Opening.PLAIN, List.of()), progress, Map.of(), List.of(), Watcher.NOBODY);
    }

    private Replay(
            MonitorFile file,
            Sources sources,
            Progress progress,
            Map<String, ReplayRanges> ranges,
            List<Change> changes,
            Watcher watcher) {
        this.watcher = watcher;
        this.ranges = Map.copyOf(ranges);
        this.file = file;
        this.sources = sources;
        this.changes = changes.stream()
                .filter(change -> change.concernsAllModels()
                        || sources.inputs().stream()
                                .anyMatch(input -> input.model().equals(change.model())))
                .toList();
        this.progress = progress;
    }

    /**
     * Runs to the end on a broker that is up; see {@link #run(Supplier, Registry, Output)}.
     *
     * @param settings of an embedded broker that is up
     */
    public Summary run(AppSettings settings, Registry registry, Output output) {
        return run(() -> settings, registry, output);
    }

    /**
     * Runs to the end. What the files alone can show to be wrong is found before a broker is asked for.
     *
     * @param broker gives the settings of an embedded broker that is up
     * @throws io.tidemark.ingest.InvalidCsvFile if a file cannot be read as its monitor says, or holds no event
     * @throws io.tidemark.pin.PinFailure if a file holds no event of the reference's range
     * @throws ReplayFailure if the application stopped by itself or makes no progress
     */
    public Summary run(Supplier<AppSettings> broker, Registry registry, Output output) {
        List<InputFile> files = new ArrayList<>();
        for (Input input : sources.inputs()) {
            InputFile opened = sources.opening().open(input, file.monitor(input.model()), registry);
            opened.notes().forEach(output::noted);
            files.add(opened);
        }
        List<Pin> pins = pin(registry, output);
        for (Pin pin : pins) {
            MeasuredColumns.check(file.slosOf(pin.model()), pin);
            MeasuredColumns.check(file.monitor(pin.model()), pin);
            MeasuredColumns.notes(file.monitor(pin.model()), pin).forEach(output::noted);
        }
        // On a machine that is busy otherwise a transaction takes long, and nobody else could take a replay over.
        AppSettings settings = broker.get().withUsual("producer.transaction.timeout.ms", TRANSACTION_MS);
        MonitorFile watched = watched();
        createSources(settings, watched);
        PinPublisher publisher =
                new PinPublisher(settings, MonitorApp.prepareTopics(settings, watched), Clock.systemUTC());
        pins.forEach(pin -> publisher.publish(pin, GridBook.EMPTY));
        try (MonitorApp app = MonitorApp.start(settings, watched, registry)) {
            watcher.started(app, watched);
            tell(settings, registry, app);
            Summary summary = new ReplayDrain(app, files, models(), progress)
                    .run(settings, registry, output)
                    .with(BudgetLine.of(app.streams(), MonitorObjectives.of(watched)));
            ranges.forEach((model, request) ->
                    output.compared(request.compare(app, watched.monitor(model), settings.partitions())));
            watcher.drained(app, summary);
            return summary;
        }
    }

    /** All of them before the first event: so a replay says the same twice. */
    private void tell(AppSettings settings, Registry registry, MonitorApp app) {
        if (changes.isEmpty()) {
            return;
        }
        new TidingPublisher(settings, registry).changes(changes);
        long expected = changes.stream()
                .mapToLong(change -> change.concernsAllModels() ? settings.partitions() : 1)
                .sum();
        long since = System.nanoTime();
        try {
            while (app.meters().read(Meter.TIDINGS) + app.meters().read(Meter.REJECTED) < expected) {
                Hearing.check(app, since);
                app.awaitStop(POLL);
            }
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    /** Monitors without a file would hold their windows open for ever; when its lines came a file does not say. */
    private MonitorFile watched() {
        Set<String> models = new HashSet<>();
        List<Monitor> monitors = new ArrayList<>();
        for (Monitor monitor : file.monitors()) {
            for (Input input : sources.inputs()) {
                if (input.model().equals(monitor.model()) && models.add(monitor.model())) {
                    monitors.add(sources.opening().watching(input, monitor));
                }
            }
        }
        for (Guest guest : sources.guests()) {
            models.add(guest.model());
            monitors.add(file.monitor(guest.model()));
        }
        return new MonitorFile(
                monitors,
                file.objects()
                        .with(file.slos().stream()
                                .filter(slo -> models.contains(slo.model()))
                                .toList()),
                file.warnings());
    }

    private static void createSources(AppSettings settings, MonitorFile watched) {
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            Set<String> topics = new HashSet<>();
            watched.monitors().forEach(one -> topics.addAll(one.source().topics()));
            new TopicSetup(admin).createSources(topics, 1);
        }
    }

    private List<Pin> pin(Registry registry, Output output) {
        List<Pin> pins = new ArrayList<>();
        for (Input input : sources.inputs()) {
            progress.at("pinning " + input.model(), 0, 0, 0);
            Pin pin = InputFile.open(input.reference(), file.monitor(input.model()), registry)
                    .pin(new FileLines(input.model(), file.monitor(input.model()), Progress.SILENT));
            pins.add(pin);
            output.pinned(Pinned.of(pin));
        }
        sources.guests().forEach(guest -> pins.add(guest.pinning().apply(registry)));
        return pins;
    }

    private List<String> models() {
        return file.monitors().stream().map(Monitor::model).toList();
    }

    /** A replay did not come to its end. */
    public static final class ReplayFailure extends WorldFailure {
        private static final long serialVersionUID = 1;

        ReplayFailure(String message) {
            super(message);
        }

        ReplayFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
