package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.ReferenceRule;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.TimeWindow;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.pin.Pin;
import io.tidemark.pin.PinFailure;
import io.tidemark.pin.PinRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins each monitor of a running application once the windows of its reference's range have closed, and what people ask for afterwards
 * ({@link AskedPins}). Of several instances the one that assesses the whole model does it.
 *
 * <p>The grids hold from a window ahead of everything that was seen, so that no event is counted on them on one instance and without
 * them on another.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MonitorFile file;
    private final PinSite site;
    private final TopicPins pins;
    private final AskedPins asked;
    private final Set<String> pinned = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "warm-up"));

    WarmUp(MonitorFile file, PinSite site, TopicPins pins, AskedPins asked) {
        this.file = file;
        this.site = site;
        this.pins = pins;
        this.asked = asked;
    }

    /** Starts looking. */
    void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Monitor monitor : file.monitors()) {
            try {
                if (!pinned.contains(monitor.model()) && site.isMine(monitor) && isThere(monitor)) {
                    pinned.add(monitor.model());
                    warnIfExpired(monitor);
                }
            } catch (InvalidStateStoreException notYet) {
                log.debug("stores are not open yet model={}", monitor.model());
            } catch (SchemaSource.Unanswered notYet) {
                if (waiting.add("schemas of " + monitor.model())) {
                    log.warn(
                            "waits for the schema registry before it pins model={} why={}",
                            monitor.model(),
                            notYet.getMessage());
                }
            } catch (PinFailure | ClusterFailure failure) {
                log.warn("cannot pin, will try again model={}", monitor.model(), failure);
            }
        }
        asked.look();
    }

    /** Whether the reference is there; one that is complete is made. */
    private boolean isThere(Monitor monitor) {
        if (!site.book(monitor).eras().isEmpty()) {
            return true;
        }
        if (monitor.references().held() instanceof ReferenceRule.Published published) {
            if (waiting.add(monitor.model())) {
                log.warn(
                        "waits for a published reference model={} name={}; publish it with tidemark profile --publish",
                        monitor.model(),
                        published.name());
            }
            return false;
        }
        Optional<TimeWindow> range = complete(monitor, site.closedThroughMs(monitor));
        range.ifPresent(found -> pin(monitor, found));
        return range.isPresent();
    }

    /** The range of the reference, if all its windows have closed. */
    private Optional<TimeWindow> complete(Monitor monitor, long closedThroughMs) {
        if (!PinRange.dependsOnFirstEvents(monitor)) {
            return Optional.of(PinRange.stated(monitor)).filter(range -> range.endMs() <= closedThroughMs);
        }
        if (PinRange.lengthMs(monitor) > monitor.windows().retention().toMillis()) {
            return sinceTheFirstEvent(monitor).filter(range -> range.endMs() <= closedThroughMs);
        }
        return site.firstRange(monitor, PinRange.lengthMs(monitor));
    }

    /** Windows are kept for less than the range: where the stream began is not to be seen any more, only its first event. */
    private Optional<TimeWindow> sinceTheFirstEvent(Monitor monitor) {
        OptionalLong first = site.firstEventMs(monitor);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        long start = TimeWindow.containing(
                        first.getAsLong(), monitor.windows().size().toMillis())
                .startMs();
        return Optional.of(new TimeWindow(start, start + PinRange.lengthMs(monitor)));
    }

    private void warnIfExpired(Monitor monitor) {
        long closedThroughMs = site.closedThroughMs(monitor);
        List<Reference> versions = site.references(monitor);
        if (!versions.isEmpty() && versions.get(versions.size() - 1).label().expiresMs() <= closedThroughMs) {
            Reference latest = versions.get(versions.size() - 1);
            log.warn(
                    "the reference has expired, windows are not judged until there is another model={} reference={} expired={}",
                    monitor.model(),
                    latest.name(),
                    Instant.ofEpochMilli(latest.label().expiresMs()));
        }
    }

    private void pin(Monitor monitor, TimeWindow range) {
        log.info("warm-up is complete, pinning model={}", monitor.model());
        Pin pin = pins.pinner(monitor).pin(range, () -> site.aheadMs(monitor, range.endMs()));
        pins.publish(monitor, pin, GridBook.EMPTY);
        long windowMs = monitor.windows().size().toMillis();
        long passed = (pin.era().validFromMs() - range.endMs()) / windowMs - PinSite.WINDOWS_AHEAD;
        if (passed > PinSite.WINDOWS_AHEAD) {
            log.warn(
                    "events came faster than the reference could be made of them: windows after it have passed and are not judged model={} windows={} from={} to={};"
                            + " with another --application-id they are, for the topic then holds the reference before the start",
                    monitor.model(),
                    passed,
                    Instant.ofEpochMilli(range.endMs()),
                    Instant.ofEpochMilli(pin.era().validFromMs()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                asked.close();
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
