package io.tidemark.runtime;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.runtime.Replay.ReplayFailure;
import io.tidemark.serde.Registry;
import java.time.Duration;
import org.apache.avro.generic.GenericRecord;

/**
 * What an application of this process says on its topics, from their beginning, beside what it counts that it said: so it is known when all
 * was heard. Used by one thread.
 */
public final class Hearing implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STUCK = Duration.ofSeconds(120);
    private static final String HEARTBEAT = "heartbeat";

    private final MonitorApp app;
    private final Replay.Output output;
    private final Listener listener;
    private final Listener.Ears ears;
    private long readings;
    private long heard;
    private long alerts;
    private long annotations;
    private long decisions;

    /**
     * Begins to listen.
     *
     * @param output is told of all but heartbeats, on the thread that polls
     */
    public Hearing(MonitorApp app, AppSettings settings, Registry registry, Replay.Output output) {
        this.app = app;
        this.output = output;
        this.listener = new Listener(settings, app.topics(), registry);
        this.ears = new Listener.Ears(this::reading, this::alert, this::annotation, this::decision);
    }

    /** Listens for a moment. */
    public void poll() {
        listener.poll(POLL, ears);
    }

    private void reading(GenericRecord reading) {
        readings++;
        output.reading(OutputLine.OfReading.of(reading));
    }

    /** A heartbeat comes with the clock and is nothing new. */
    private void alert(GenericRecord alert) {
        heard++;
        if (!String.valueOf(alert.get("notice")).equals(HEARTBEAT)) {
            alerts++;
            output.alert(OutputLine.OfAlert.of(alert));
        }
    }

    private void annotation(GenericRecord annotation) {
        annotations++;
        output.annotation(OutputLine.OfAnnotation.of(annotation));
    }

    private void decision(GenericRecord decision) {
        decisions++;
        output.decision(OutputLine.OfDecision.of(decision));
    }

    /** Readings that were heard. */
    long readings() {
        return readings;
    }

    /** Alert records that were heard, heartbeats left out. */
    long alerts() {
        return alerts;
    }

    /** Whether everything that came in so far has come out and was heard. */
    public boolean isComplete() {
        Meters meters = app.meters();
        return meters.read(Meter.GRADABLE_TAKEN) >= meters.read(Meter.GRADABLE)
                && meters.read(Meter.GRADED_COUNTED) >= meters.read(Meter.GRADED)
                && meters.read(Meter.QUALITY_TAKEN) >= meters.read(Meter.QUALITY_DELTAS)
                && meters.read(Meter.QUALITY_READ) >= meters.read(Meter.QUALITY_HELD)
                && meters.read(Meter.JUDGED) >= meters.read(Meter.READINGS)
                && readings >= meters.read(Meter.READINGS)
                && meters.read(Meter.DRAFTS_DECIDED) >= meters.read(Meter.DRAFTS_HELD)
                && heard >= meters.read(Meter.ALERTS)
                && annotations >= meters.read(Meter.ANNOTATIONS)
                && decisions >= meters.read(Meter.DECISIONS);
    }

    /** A number that changes whenever anything moves, in the application or here. */
    public long motion() {
        long sum = readings + heard + annotations + decisions;
        for (Meter meter : Meter.values()) {
            sum += app.meters().read(meter);
        }
        return sum;
    }

    /**
     * Whether to go on waiting for an application.
     *
     * @param lastNews nanoseconds of {@link System#nanoTime()} at which something moved
     * @throws ReplayFailure if the application has stopped, or nothing has moved for two minutes
     */
    public static void check(MonitorApp app, long lastNews) throws InterruptedException {
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

    @Override
    public void close() {
        listener.close();
    }
}
