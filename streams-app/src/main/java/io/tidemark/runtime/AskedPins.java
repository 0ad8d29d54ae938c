package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.AskedReference;
import io.tidemark.domain.Operation;
import io.tidemark.domain.TimeText;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.pin.Pin;
import io.tidemark.pin.PinFailure;
import io.tidemark.pin.PinRange;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the references that people ask for of a running application. What came of it, the reference or why there is none, is told as a note of the
 * request's id; a request is open until then, whoever crashes, and is taken up by the instance that assesses the whole model. Used by one thread.
 */
final class AskedPins implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AskedPins.class);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String US = "tidemark";

    private final AppSettings settings;
    private final PinRequests requests;
    private final PinSite site;
    private final TopicPins pins;
    private final Map<String, Monitor> monitors = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private boolean isWarned;

    AskedPins(AppSettings settings, MonitorFile file, PinRequests requests, PinSite site, TopicPins pins) {
        this.settings = settings;
        this.requests = requests;
        this.site = site;
        this.pins = pins;
        file.monitors().forEach(monitor -> monitors.put(monitor.model(), monitor));
    }

    /** What came of a request. */
    private record Outcome(String words, long fromMs, long toMs) {}

    /** Looks for requests and does what they ask for; an outage is waited for. */
    void look() {
        try {
            for (Operation request : requests.read()) {
                Monitor monitor = monitors.get(request.model());
                if (monitor != null && site.isMine(monitor) && done.add(request.id())) {
                    conclude(request, monitor);
                }
            }
            isWarned = false;
        } catch (InvalidStateStoreException notYet) {
            log.debug("stores are not open yet");
        } catch (KafkaException | WorldFailure failure) {
            if (!isWarned) {
                log.warn("references that people ask for are not made, will try again", failure);
            }
            isWarned = true;
        }
    }

    /** One that fails for now is open again. */
    private void conclude(Operation request, Monitor monitor) {
        boolean isTold = false;
        try {
            Outcome outcome = concluded(request, monitor);
            log.info(
                    "was asked for a reference model={} id={} outcome={}",
                    request.model(),
                    request.id(),
                    outcome.words());
            TidingPublisher.of(settings).operation(note(request, outcome));
            isTold = true;
        } finally {
            if (!isTold) {
                done.remove(request.id());
            }
        }
    }

    /** What cannot be made the next time either is told, and ends the request. */
    private Outcome concluded(Operation request, Monitor monitor) {
        try {
            return outcome(request, monitor);
        } catch (PinFailure none) {
            return none(request, String.valueOf(none.getMessage()));
        } catch (KafkaException | WorldFailure notNow) {
            throw notNow;
        } catch (RuntimeException broken) {
            log.error(
                    "a reference that was asked for could not be made model={} id={}",
                    request.model(),
                    request.id(),
                    broken);
            return none(request, "it failed: " + broken);
        }
    }

    private Outcome outcome(Operation request, Monitor monitor) {
        Operation.Span span = request.span();
        Optional<String> refusal = AskedReference.refusal(
                span.startMs(), span.endMs(), monitor.windows().size().toMillis(), site.closedThroughMs(monitor));
        if (refusal.isPresent()) {
            return none(request, refusal.get());
        }
        TimeWindow range = PinRange.covering(span.startMs(), span.endMs(), monitor);
        Pin pin = pins.pinner(monitor).pin(range, () -> site.aheadMs(monitor, range.endMs()));
        pins.publish(monitor, pin, site.book(monitor));
        return made(request, pin);
    }

    private static Outcome made(Operation request, Pin pin) {
        long fromMs = pin.era().validFromMs();
        return new Outcome(
                "windows from " + TimeText.instant(fromMs) + " on are compared with the reference "
                        + pin.references().get(0).name() + ", made of " + pin.events() + " events of "
                        + TimeText.instant(pin.range().startMs()) + " to "
                        + TimeText.instant(pin.range().endMs()) + " as " + request.by() + " asked",
                fromMs,
                fromMs);
    }

    private static Outcome none(Operation request, String why) {
        Operation.Span span = request.span();
        return new Outcome(
                "no reference was made of " + TimeText.instant(span.startMs()) + " to " + TimeText.instant(span.endMs())
                        + " as " + request.by() + " asked: " + why,
                span.startMs(),
                span.endMs());
    }

    private static Operation note(Operation request, Outcome outcome) {
        return new Operation(
                request.id(),
                Operation.Kind.NOTE,
                request.model(),
                CLOCK.millis(),
                US,
                outcome.words(),
                "",
                Operation.Cover.ALL,
                new Operation.Span(outcome.fromMs(), outcome.toMs(), "", 0, "UTC"),
                "");
    }

    @Override
    public void close() {
        requests.close();
    }
}
