package io.tidemark.runtime;

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

/** Files through an application that runs, until all that comes of them is told. Used once. */
final class ReplayDrain {
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
                Hearing hearing = new Hearing(app, settings, registry, output)) {
            Future<Void> feeding = threads.submit(feedAll(feeder));
            files.forEach(one -> one.tellNames(new NameLog(app.meters())));
            listenUntilDrained(hearing, feeder, feeding);
            feeding.get();
            return new Summary(
                    feeder.events(),
                    feeder.badLines(),
                    feeder.others(),
                    hearing.readings(),
                    hearing.alerts(),
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

    private void listenUntilDrained(Hearing hearing, Feeder feeder, Future<Void> feeding)
            throws InterruptedException, ExecutionException {
        long lastNews = System.nanoTime();
        long lastMotion = -1;
        while (!feeding.isDone() || !isDrained(hearing, feeder)) {
            hearing.poll();
            if (feeding.isDone()) {
                feeding.get();
            }
            long motion = hearing.motion();
            lastNews = motion == lastMotion && feeding.isDone() ? lastNews : System.nanoTime();
            lastMotion = motion;
            Hearing.check(app, lastNews);
        }
    }

    private boolean isDrained(Hearing hearing, Feeder feeder) {
        return app.meters().read(Meter.LABELS) >= feeder.labels()
                && app.meters().read(Meter.ENDED) >= files.size()
                && hearing.isComplete();
    }
}
