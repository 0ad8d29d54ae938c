package io.tidemark.runtime;

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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;

/**
 * Files through the whole topology on an embedded broker, at full speed: pins, streams, and ends when all is drained and every window is
 * closed.
 */
public final class Replay {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STUCK = Duration.ofSeconds(120);
    private static final String HEARTBEAT = "heartbeat";

    private final MonitorFile file;
    private final List<Input> inputs;
    private final Progress progress;
    private final Map<String, RangeComparison.Request> ranges;
    private final List<Change> changes;

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
    public Replay comparing(String model, RangeComparison.Request request) {
        return new Replay(file, inputs, progress, Map.of(model, request), changes);
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
        return new Replay(file, inputs, progress, ranges, more);
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
        this(file, inputs, progress, Map.of(), List.of());
    }

    private Replay(
            MonitorFile file,
            List<Input> inputs,
            Progress progress,
            Map<String, RangeComparison.Request> ranges,
            List<Change> changes) {
        this.ranges = Map.copyOf(ranges);
        this.file = file;
        this.inputs = List.copyOf(inputs);
        this.changes = changes.stream()
                .filter(change -> change.concernsAllModels()
                        || inputs.stream().anyMatch(input -> input.model().equals(change.model())))
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
        for (Input input : inputs) {
            InputFile opened = InputFile.open(input.path(), file.monitor(input.model()), registry);
            opened.notes().forEach(output::noted);
            files.add(opened);
        }
        List<Pin> pins = pin(registry, output);
        for (Pin pin : pins) {
            MeasuredColumns.check(file.slosOf(pin.model()), pin);
            MeasuredColumns.check(file.monitor(pin.model()), pin);
            MeasuredColumns.notes(file.monitor(pin.model()), pin).forEach(output::noted);
        }
        AppSettings settings = broker.get();
        createSources(settings, files);
        MonitorFile watched = watched();
        PinPublisher publisher =
                new PinPublisher(settings, MonitorApp.prepareTopics(settings, watched), Clock.systemUTC());
        pins.forEach(pin -> publisher.publish(pin, GridBook.EMPTY));
        try (MonitorApp app = MonitorApp.start(settings, watched, registry)) {
            tell(settings, registry, app);
            Summary summary = drain(settings, app, registry, files, output)
                    .with(BudgetLine.of(app.streams(), MonitorObjectives.of(watched)));
            ranges.forEach((model, request) ->
                    output.compared(RangeComparison.of(app.streams(), watched.monitor(model), request)));
            return summary;
        }
    }

    /** The application once more, on what {@link #run} left: it hears what people tell it, and repeats what is open. The caller closes it. */
    public MonitorApp goOn(AppSettings settings, Registry registry) {
        return MonitorApp.start(settings, watched(), registry);
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
                check(app, since);
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
            for (Input input : inputs) {
                if (input.model().equals(monitor.model()) && models.add(monitor.model())) {
                    monitors.add(InputFile.asIn(input.path(), monitor));
                }
            }
        }
        return new MonitorFile(
                monitors,
                file.objects()
                        .with(file.slos().stream()
                                .filter(slo -> models.contains(slo.model()))
                                .toList()),
                file.warnings());
    }

    private static void createSources(AppSettings settings, List<InputFile> files) {
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            Set<String> topics = new HashSet<>();
            files.forEach(one -> topics.addAll(one.monitor().source().topics()));
            new TopicSetup(admin).createSources(topics, 1);
        }
    }

    private List<Pin> pin(Registry registry, Output output) {
        List<Pin> pins = new ArrayList<>();
        for (Input input : inputs) {
            progress.at("pinning " + input.model(), 0, 0, 0);
            Pin pin = InputFile.open(input.reference(), file.monitor(input.model()), registry)
                    .pin(new FileLines(input.model(), file.monitor(input.model()), Progress.SILENT));
            pins.add(pin);
            output.pinned(Pinned.of(pin));
        }
        return pins;
    }

    private Summary drain(
            AppSettings settings, MonitorApp app, Registry registry, List<InputFile> files, Output output) {
        long startedNanos = System.nanoTime();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Feeder feeder = new Feeder(settings, app.topics(), models(), progress);
                Listener listener = new Listener(settings, app.topics(), registry)) {
            Future<Void> feeding = threads.submit(feedAll(feeder, files));
            Tally tally = new Tally(output);
            files.forEach(one -> one.tellNames(new NameLog(app.meters())));
            listenUntilDrained(app, files.size(), listener, feeding, tally);
            feeding.get();
            return new Summary(
                    feeder.events(),
                    feeder.badLines(),
                    feeder.others(),
                    tally.readings,
                    tally.alerts,
                    Duration.ofNanos(System.nanoTime() - startedNanos),
                    app.meters(),
                    List.of());
        } catch (ExecutionException failure) {
            throw new ReplayFailure("the file could not be fed: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> models() {
        return file.monitors().stream().map(Monitor::model).toList();
    }

    private static Callable<Void> feedAll(Feeder feeder, List<InputFile> files) {
        return () -> {
            for (InputFile input : files) {
                feeder.feed(input);
            }
            return null;
        };
    }

    /** Counts what came out. */
    private static final class Tally {
        private final Output output;
        private long readings;
        private long heard;
        private long alerts;
        private long annotations;
        private long decisions;

        Tally(Output output) {
            this.output = output;
        }

        void reading(GenericRecord reading) {
            readings++;
            output.reading(OutputLine.OfReading.of(reading));
        }

        /** A heartbeat comes with the clock and is nothing new. */
        void alert(GenericRecord alert) {
            heard++;
            if (!String.valueOf(alert.get("notice")).equals(HEARTBEAT)) {
                alerts++;
                output.alert(OutputLine.OfAlert.of(alert));
            }
        }

        void annotation(GenericRecord annotation) {
            annotations++;
            output.annotation(OutputLine.OfAnnotation.of(annotation));
        }

        void decision(GenericRecord decision) {
            decisions++;
            output.decision(OutputLine.OfDecision.of(decision));
        }

        long all() {
            return readings + heard + annotations + decisions;
        }
    }

    private static void listenUntilDrained(
            MonitorApp app, int models, Listener listener, Future<Void> feeding, Tally tally)
            throws InterruptedException, ExecutionException {
        Listener.Ears ears = new Listener.Ears(tally::reading, tally::alert, tally::annotation, tally::decision);
        long lastNews = System.nanoTime();
        long lastSum = -1;
        while (!isDrained(app.meters(), models, tally)) {
            listener.poll(POLL, ears);
            if (feeding.isDone()) {
                feeding.get();
            }
            long sum = sum(app.meters()) + tally.all();
            lastNews = sum == lastSum && feeding.isDone() ? lastNews : System.nanoTime();
            lastSum = sum;
            check(app, lastNews);
        }
    }

    private static void check(MonitorApp app, long lastNews) throws InterruptedException {
        Throwable failure = app.failure();
        if (failure != null || app.awaitStop(Duration.ZERO)) {
            throw failure == null
                    ? new ReplayFailure("the application stopped by itself")
                    : new ReplayFailure("the application stopped by itself: " + failure, failure);
        }
        if (System.nanoTime() - lastNews > STUCK.toNanos()) {
            throw new ReplayFailure("nothing moved for " + STUCK.toSeconds() + " s; see the log for what it waits for");
        }
    }

    private static boolean isDrained(Meters meters, int models, Tally tally) {
        return meters.read(Meter.ENDED) >= models
                && meters.read(Meter.JUDGED) >= meters.read(Meter.READINGS)
                && tally.readings >= meters.read(Meter.READINGS)
                && meters.read(Meter.DRAFTS_DECIDED) >= meters.read(Meter.DRAFTS_HELD)
                && tally.heard >= meters.read(Meter.ALERTS)
                && tally.annotations >= meters.read(Meter.ANNOTATIONS)
                && tally.decisions >= meters.read(Meter.DECISIONS);
    }

    private static long sum(Meters meters) {
        long sum = 0;
        for (Meter meter : Meter.values()) {
            sum += meters.read(meter);
        }
        return sum;
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
