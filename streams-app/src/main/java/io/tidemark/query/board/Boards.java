package io.tidemark.query.board;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.SloStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * What topics say now of objectives, alerts, changes, annotations and decisions. One thread tells of records, in the order of each partition; any thread
 * asks, and each answer is of one moment.
 *
 * <p>Bounded: see {@link SloBoard}, {@link AlertBoard} and {@link NewestBoard}.
 */
public final class Boards {
    private static final String TIME = "metricTime";

    private final String epoch;
    private final Clock clock;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final View view = new View(
            new SloBoard(),
            new AlertBoard(),
            new NewestBoard<>(),
            new NewestBoard<>(),
            new TreeMap<>(),
            new NewestBoard<>());
    private final EventRing events = new EventRing();
    private final Map<String, Long> progress = new HashMap<>();
    private final Contact contact = new Contact();
    private long moment;
    private long decisionsLeftOut;
    private boolean isTelling;
    private Standing standing = Standing.read(false, 0, Long.MIN_VALUE, List.of(), 0);

    /**
     * Empty ones.
     *
     * @param epoch tells these boards from those of another process, in which moments have other numbers
     * @param clock by which topics are out of reach, as soon as for {@value Contact#PATIENCE_MS} ms nobody knows all that they hold
     */
    public Boards(String epoch, Clock clock) {
        this.epoch = epoch;
        this.clock = clock;
    }

    /**
     * What is asked. To be read while the question is asked, and not to be kept.
     *
     * @param operations silences, corrections and the ends of both, each under {@code KIND id}
     */
    public record View(
            SloBoard slos,
            AlertBoard alerts,
            NewestBoard<Posted<Annotation>> annotations,
            NewestBoard<Posted<Change>> changes,
            Map<String, Posted<PolicyDecision>> decisions,
            NewestBoard<Operation> operations) {}

    /**
     * An answer.
     *
     * @param moment changes with whatever is asked
     */
    public record Told<T>(T value, Standing standing, String moment) {}

    /** The answer, of one moment. */
    public <T> Told<T> ask(Function<View, T> question) {
        lock.readLock().lock();
        try {
            Standing now = standing();
            return new Told<>(question.apply(view), now, moment(now));
        } finally {
            lock.readLock().unlock();
        }
    }

    private Standing standing() {
        long leftOut = decisionsLeftOut
                + view.slos().leftOut()
                + view.alerts().leftOut()
                + view.annotations().leftOut()
                + view.changes().leftOut()
                + view.operations().leftOut();
        Standing all = standing.without(leftOut);
        long nowMs = clock.millis();
        return contact.holds(nowMs)
                ? all
                : all.behindSince(contact.lostSince(nowMs).orElse(Long.MIN_VALUE));
    }

    /** Changes with whatever is asked. */
    public String moment() {
        lock.readLock().lock();
        try {
            return moment(standing());
        } finally {
            lock.readLock().unlock();
        }
    }

    private String moment(Standing now) {
        String lost = now.behindSinceMs() == Long.MIN_VALUE ? "" : "-" + now.behindSinceMs();
        return epoch + '-' + moment + (now.isWhole() ? "" : "-" + now.behind() + lost);
    }

    /** What happens from now on; begins once the boards are whole for the first time. */
    public EventRing events() {
        return events;
    }

    /** These boards' name, which the ids of events begin with. */
    public String epoch() {
        return epoch;
    }

    /** An objective's newest status. */
    public void status(SloStatus status, Line line) {
        SloEntry entry = SloEntry.of(status, line);
        write(() -> {
            SloBoard.Heard heard = view.slos().hear(entry);
            if (heard == SloBoard.Heard.OTHER_STATE) {
                Map<String, Object> values = values(entry.key());
                values.put("state", entry.state());
                values.put("consumed", Double.isFinite(entry.consumed()) ? entry.consumed() : 0);
                tell("status", values);
            }
            progress(entry);
        });
    }

    /** Once a slot, not once a slice. */
    private void progress(SloEntry entry) {
        String model = entry.key().model();
        long before = progress.getOrDefault(model, Long.MIN_VALUE);
        if (entry.metricTimeMs() > before && (progress.size() < NewestBoard.MOST_MODELS || before > Long.MIN_VALUE)) {
            progress.put(model, entry.metricTimeMs());
            tell("progress", Map.of("model", model, TIME, time(entry.metricTimeMs())));
        }
    }

    /** The status of that key, {@code model|objective|slice}, is not kept any more. */
    public void forget(String key) {
        write(() -> view.slos().forget(key));
    }

    /**
     * An alert.
     *
     * @param turn what happened to the episode, in words; empty if nothing did
     */
    public void alert(Alert alert, String turn, Line line) {
        AlertEntry entry = AlertEntry.of(alert, line);
        write(() -> {
            AlertBoard.Heard heard = view.alerts().hear(entry);
            if (!turn.isEmpty()) {
                view.alerts().turn(entry, turn);
            }
            if (heard == AlertBoard.Heard.NEW && entry.transition().notice() != Alert.Notice.HEARTBEAT) {
                tell("alert", values(entry));
            }
        });
    }

    private static Map<String, Object> values(AlertEntry alert) {
        Map<String, Object> values = values(alert.key());
        values.put("dedupKey", alert.dedupKey());
        values.put("episodeId", alert.episodeId());
        values.put("severity", alert.severity().word());
        values.put("state", Words.lower(alert.transition().state()));
        values.put("notice", Words.lower(alert.transition().notice()));
        values.put("dryRun", alert.isDryRun());
        return values;
    }

    private static Map<String, Object> values(SloStatus.Key key) {
        return new TreeMap<>(Map.of("model", key.model(), "objective", key.objective(), "slice", key.slice()));
    }

    /** An annotation. */
    public void annotation(Annotation annotation, Line line) {
        String model = annotation.subject().model();
        write(() -> {
            view.annotations().put(model, annotation.id(), annotation.times().fromMs(), new Posted<>(annotation, line));
            tell(
                    "annotation",
                    Map.of(
                            "model", model,
                            "id", annotation.id(),
                            "kind", Words.lower(annotation.kind()),
                            "from", time(annotation.times().fromMs())));
        });
    }

    /** A change. */
    public void change(Change change, Line line) {
        write(() -> {
            view.changes().put(change.model(), change.eventId(), change.atMs(), new Posted<>(change, line));
            tell(
                    "change",
                    Map.of(
                            "model", change.model(),
                            "eventId", change.eventId(),
                            "kind", change.kind().name(),
                            "eventTime", time(change.atMs())));
        });
    }

    /** What a person told. */
    public void operation(Operation operation) {
        String id = operation.kind() + " " + operation.id();
        write(() -> view.operations().put(operation.model(), id, operation.atMs(), operation));
    }

    /** A decision; one that is older than what is known is passed over. */
    public void decision(PolicyDecision decision, Line line) {
        write(() -> {
            Posted<PolicyDecision> was = view.decisions().get(decision.model());
            boolean isNew = was == null || was.value().clockTimeMs() <= decision.clockTimeMs();
            boolean hasRoom = was != null || view.decisions().size() < NewestBoard.MOST_MODELS;
            decisionsLeftOut += hasRoom ? 0 : 1;
            if (isNew && hasRoom) {
                view.decisions().put(decision.model(), new Posted<>(decision, line));
                if (was == null || !was.value().freedom().equals(decision.freedom())) {
                    tell("decision", values(decision));
                }
            }
        });
    }

    private static Map<String, Object> values(PolicyDecision decision) {
        PolicyDecision.Freedom freedom = decision.freedom();
        return Map.of(
                "model", decision.model(),
                "deploysAllowed", freedom.areDeploysAllowed(),
                "promotionsAllowed", freedom.arePromotionsAllowed(),
                "canaryOnly", freedom.isCanaryOnly(),
                "reviewRequired", freedom.isReviewRequired());
    }

    /**
     * How far the topics are read.
     *
     * @param isRead whether those that can be read were read to the end that they had at the start
     */
    public void read(Standing now, boolean isRead) {
        lock.writeLock().lock();
        try {
            standing = now;
            if (isRead && !isTelling) {
                isTelling = true;
                events.begin(moment);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** All that the topics held then, by the clock, is known here. */
    public void sure(long ms) {
        lock.writeLock().lock();
        try {
            contact.sure(ms);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Nothing more will come: who listens is told. */
    public void close() {
        events.close();
    }

    private void write(Runnable change) {
        lock.writeLock().lock();
        try {
            moment++;
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Each event has a moment of its own. */
    private void tell(String type, Map<String, Object> values) {
        if (isTelling) {
            moment++;
            events.add(new BoardEvent(moment, type, values));
        }
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
