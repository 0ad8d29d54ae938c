package io.tidemark.runtime;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.runtime.Replay.Output;
import io.tidemark.runtime.Replay.ReplayFailure;
import io.tidemark.runtime.Replay.Summary;
import io.tidemark.serde.Registry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericRecord;

/** Files through an application that runs, until all that comes of them is told. Used once. */
final class ReplayDrain {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STUCK = Duration.ofSeconds(120);
    private static final String HEARTBEAT = "heartbeat";

    private final MonitorApp app;
    private final List<InputFile> files;
    private final List<String> models;
    private final Progress progress;

    ReplayDrain(MonitorApp app, List<InputFile> files, List<String> models, Progress progress) {
        this.app = app;
        this.files = files;
        this.models = models;
        this.progress = progress;
    }

    /**
     * Feeds the files and listens until nothing is left to be told.
     *
     * @throws ReplayFailure if a file could not be fed, the application stopped by itself or makes no progress
     */
    Summary run(AppSettings settings, Registry registry, Output output) {
        long startedNanos = System.nanoTime();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Feeder feeder = new Feeder(settings, app.topics(), models, progress);
                Listener listener = new Listener(settings, app.topics(), registry)) {
            Future<Void> feeding = threads.submit(feedAll(feeder));
            Tally tally = new Tally(output);
            files.forEach(one -> one.tellNames(new NameLog(app.meters())));
            listenUntilDrained(listener, feeder, feeding, tally);
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

    private Callable<Void> feedAll(Feeder feeder) {
        return () -> {
            for (InputFile input : files) {
                feeder.feed(input);
            }
            return null;
        };
    }

    private void listenUntilDrained(Listener listener, Feeder feeder, Future<Void> feeding, Tally tally)
            throws InterruptedException, ExecutionException {
        Listener.Ears ears = new Listener.Ears(tally::reading, tally::alert, tally::annotation, tally::decision);
        long lastNews = System.nanoTime();
        long lastSum = -1;
        while (!feeding.isDone()
                || app.meters().read(Meter.LABELS) < feeder.labels()
                || !isDrained(app.meters(), files.size(), tally)) {
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

    /**
     * Whether to go on waiting.
     *
     * @param lastNews nanoseconds of {@link System#nanoTime()} at which something moved
     * @throws ReplayFailure if the application has stopped, or nothing has moved for two minutes
     */
    static void check(MonitorApp app, long lastNews) throws InterruptedException {
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
                && meters.read(Meter.GRADABLE_TAKEN) >= meters.read(Meter.GRADABLE)
                && meters.read(Meter.GRADED_COUNTED) >= meters.read(Meter.GRADED)
                && meters.read(Meter.QUALITY_TAKEN) >= meters.read(Meter.QUALITY_DELTAS)
                && meters.read(Meter.QUALITY_READ) >= meters.read(Meter.QUALITY_HELD)
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

    /** Counts what came out, and passes it on. */
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
}
