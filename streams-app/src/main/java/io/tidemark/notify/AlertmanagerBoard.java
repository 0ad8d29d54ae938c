package io.tidemark.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.ModelKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Alertmanager is to believe. It keeps states, not events: it is sent every open alert again and again, with an end that lies three such
 * intervals ahead, so that it lets go when we die, and for {@value #RESOLVED_MINUTES} minutes every alert that ended. Labels are identity
 * only and never a value, else each value would be another alert; what changes is in the annotations. An alert that is silenced, or
 * explained by another, ends there until it is not.
 *
 * <p>At most one entry an identity; what ended is dropped. Owned by one thread.
 */
public final class AlertmanagerBoard {
    private static final int RESOLVED_MINUTES = 5;
    private static final Duration RESOLVED = Duration.ofMinutes(RESOLVED_MINUTES);
    private static final int MOST_IN_A_LETTER = 200;
    private static final int INTERVALS_AHEAD = 3;

    private final Target target;
    private final URI url;
    private final Duration resend;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> news = new LinkedHashSet<>();

    /**
     * An alert that Alertmanager knows or is to know.
     *
     * @param named cause and owner when the episode was first heard of: labels are identity, so they stay
     * @param endedMs by the clock, when it was to end; 0 while it is open
     */
    private record Entry(Alert alert, Alert.Promise named, long endedMs) {
        boolean isOpen() {
            return endedMs == 0;
        }
    }

    /**
     * An empty board.
     *
     * @param resend how often all of it is sent
     */
    public AlertmanagerBoard(Target target, Duration resend) {
        this.target = target;
        this.resend = resend;
        String root = target.url().toString();
        this.url = URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + "/api/v2/alerts");
    }

    /** Takes in an alert that it was sent in an earlier life: no news, but known. */
    public void recall(Alert alert) {
        take(alert, alert.times().clockTimeMs());
    }

    /**
     * Takes an alert in.
     *
     * @param nowMs the clock
     */
    public void put(Alert alert, long nowMs) {
        if (take(alert, nowMs)) {
            news.add(alert.dedupKey());
        }
    }

    /** Returns whether Alertmanager should hear of it at once. */
    private boolean take(Alert alert, long atMs) {
        @Nullable Entry before = entries.get(alert.dedupKey());
        boolean isOld = before != null
                && !alert.isAfter(
                        before.alert().times().firedMs(), before.alert().sequence());
        if (!target.wants(alert) || isOld) {
            return false;
        }
        Alert.Promise named = before != null && before.alert().episodeId().equals(alert.episodeId())
                ? before.named()
                : alert.promise();
        boolean wasOpen = before != null && before.isOpen();
        boolean isReached = wasOpen || target.reaches(alert);
        if (alert.isOpen() && isReached && !alert.context().standing().isCovered()) {
            entries.put(alert.dedupKey(), new Entry(alert, named, 0));
            return !wasOpen || isNews(alert.transition());
        }
        if (wasOpen) {
            entries.put(alert.dedupKey(), new Entry(alert, named, Math.max(1, atMs)));
        }
        return wasOpen;
    }

    /** Updates and heartbeats wait until all is sent again. */
    private static boolean isNews(Alert.Transition transition) {
        return transition.notice() != Notice.HEARTBEAT && transition.notice() != Notice.UPDATED;
    }

    /** Whether something opened or ended since {@link #sent}. */
    public boolean hasNews() {
        return !news.isEmpty();
    }

    /** Letters with what opened or ended since {@link #sent}. */
    public List<Letter> news(long nowMs) {
        return letters(news.stream().map(entries::get).toList(), nowMs);
    }

    /** Letters with everything; what ended long enough ago is dropped. */
    public List<Letter> all(long nowMs) {
        Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Entry> one = all.next();
            boolean isOver = !one.getValue().isOpen() && nowMs - one.getValue().endedMs() > RESOLVED.toMillis();
            if (isOver && !news.contains(one.getKey())) {
                all.remove();
            }
        }
        return letters(entries.values(), nowMs);
    }

    /** The letters asked for last arrived: nothing is news any more. */
    public void sent() {
        news.clear();
    }

    /** Forgets everything: the topic's past is about to be read again. */
    public void forget() {
        entries.clear();
        news.clear();
    }

    private List<Letter> letters(Collection<Entry> shown, long nowMs) {
        List<Letter> letters = new ArrayList<>();
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        for (Entry entry : shown) {
            alerts.add(json(entry, nowMs));
            if (alerts.size() == MOST_IN_A_LETTER) {
                letters.add(letter(alerts));
                alerts = JsonNodeFactory.instance.arrayNode();
            }
        }
        if (!alerts.isEmpty()) {
            letters.add(letter(alerts));
        }
        return letters;
    }

    private Letter letter(ArrayNode alerts) {
        Map<String, String> headers = target.secret().isGiven()
                ? Map.of("authorization", "Bearer " + target.secret().text())
                : Map.of();
        return new Letter(url, headers, alerts.toString(), target.secret());
    }

    private ObjectNode json(Entry entry, long nowMs) {
        Alert alert = entry.alert();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        labels(entry, json.putObject("labels"));
        AlertFacts.of(alert).forEach(json.putObject("annotations")::put);
        long startMs = Math.min(alert.times().firedMs(), nowMs);
        json.put("startsAt", Instant.ofEpochMilli(startMs).toString());
        json.put("endsAt", Instant.ofEpochMilli(endMs(entry, startMs, nowMs)).toString());
        if (!alert.context().dashboard().isEmpty()) {
            json.put("generatorURL", alert.context().dashboard());
        }
        return json;
    }

    /** Of an episode that resolved the event time at which it did; of one that is only covered, when it came to be. */
    private long endMs(Entry entry, long startMs, long nowMs) {
        if (entry.isOpen()) {
            return nowMs + INTERVALS_AHEAD * resend.toMillis();
        }
        boolean isResolved = entry.alert().transition().state() == State.RESOLVED;
        long endMs = isResolved ? entry.alert().times().metricTimeMs() : entry.endedMs();
        return Math.max(startMs, Math.min(endMs, nowMs));
    }

    private static void labels(Entry entry, ObjectNode labels) {
        Alert alert = entry.alert();
        Alert.Promise promise = alert.promise();
        labels.put("alertname", promise.objective());
        labels.put("objective", promise.objective());
        labels.put("tenant", ModelKey.tenant(promise.scope().model()));
        labels.put("model", promise.scope().model());
        labels.put("stage", promise.scope().stage().name().toLowerCase(Locale.ROOT));
        labels.put("slice", promise.scope().slice());
        labels.put("severity", alert.severity().word());
        labels.put("dedupKey", alert.dedupKey());
        if (!entry.named().cause().word().isEmpty()) {
            labels.put("cause", entry.named().cause().word());
        }
        if (!entry.named().owner().isEmpty()) {
            labels.put("owner", entry.named().owner());
        }
    }
}
