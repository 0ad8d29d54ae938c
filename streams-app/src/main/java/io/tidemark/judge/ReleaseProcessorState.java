package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Change;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection.Kind;
import io.tidemark.slo.change.Awaited.Heard;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.change.Loads;
import io.tidemark.slo.change.Releases;
import io.tidemark.slo.change.Releases.Told;
import io.tidemark.slo.change.Rollouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task keeps of releases: {@code releases/MODEL|OBJECTIVE}, {@link Releases}. An objective of loads goes by the changes alone; one
 * of rollouts by which versions the data show, too.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class ReleaseProcessorState {
    private static final String KEYS = "releases/";
    private static final String AFTER_ALL = "\uffff";
    private static final long READ_MS = 120_000;

    private final Judge judge;
    private final ChangeMemory changes;
    private final BiFunction<Objective, String, Ledger> ledgers;
    private final KeyValueStore<String, byte[]> store;

    /**
     * The state of one task.
     *
     * @param ledgers opens the ledger of an objective and slice
     */
    ReleaseProcessorState(
            Judge judge,
            ChangeMemory changes,
            BiFunction<Objective, String, Ledger> ledgers,
            KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.changes = changes;
        this.ledgers = ledgers;
        this.store = store;
    }

    /**
     * What is to be done, in order.
     *
     * @param alerts to be told
     * @param recounts windows that were judged and have another count now, each of the objective beside it
     */
    record News(List<Alert> alerts, List<Recount> recounts) {
        static News nothing() {
            return new News(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** A window to be judged again. */
    record Recount(Objective objective, Reading reading) {}

    /** A reading as an objective sees it: one of releases sees how many of them were good and bad in that window, and nothing else. */
    Reading seen(Objective objective, Reading reading) {
        if (!ReleaseAlerts.concern(objective)) {
            return reading;
        }
        long startMs = reading.window().startMs();
        return ReleaseAlerts.reading(objective, startMs, releases(objective).of(startMs));
    }

    /** Takes a change in that is news, and that {@link ChangeMemory} holds already. */
    News take(Change change, long clockMs) {
        News news = News.nothing();
        for (Objective objective : objectives(change.model(), Kind.LOADING)) {
            if (Loads.isAttempt(change)) {
                count(objective, change.atMs(), change.kind() == Change.Kind.LOADED, news);
            }
            loading(objective, clockMs, news);
        }
        for (Objective objective : objectives(change.model(), Kind.ROLLOUT)) {
            overtaken(objective, clockMs, news);
        }
        return news;
    }

    private List<Objective> objectives(String model, Kind kind) {
        return judge.objectives(model).stream()
                .filter(objective -> ReleaseAlerts.kind(objective) == kind
                        && !objective.policy().severities().isEmpty())
                .toList();
    }

    private void count(Objective objective, long atMs, boolean isGood, News news) {
        long slotMs = objective.goal().slotMs();
        long startMs = Math.floorDiv(atMs, slotMs) * slotMs;
        Releases releases = releases(objective);
        releases.count(startMs, isGood);
        keep(objective, releases);
        Ledger ledger = ledgers.apply(objective, Scope.ALL);
        if (!ledger.isEmpty() && startMs + slotMs <= ledger.status().metricTimeMs()) {
            news.recounts.add(new Recount(objective, ReleaseAlerts.reading(objective, startMs, releases.of(startMs))));
        }
    }

    private void loading(Objective objective, long clockMs, News news) {
        Loads loads = Loads.of(changes.changes(objective.subject().model()).all());
        if (loads.failing().isEmpty()) {
            String why = loads.settledBy().stream().map(ChangeText::dated).collect(Collectors.joining());
            long atMs = loads.settledBy().stream().mapToLong(Change::atMs).max().orElse(0);
            close(objective, why, atMs, clockMs, news);
        } else {
            open(objective, loads.failing(), ReleaseText.said(loads.failing()), clockMs, news);
        }
    }

    /** Opens, or says otherwise; nothing if it was told so already. */
    private void open(Objective objective, List<Change> about, String why, long clockMs, News news) {
        Releases releases = releases(objective);
        Told before = releases.told();
        String ids = about.stream().map(Change::eventId).collect(Collectors.joining("\n"));
        boolean isDryRun = Policies.isDryRun(objective);
        if (before.about().equals(ids) && before.isDryRun() == isDryRun) {
            return;
        }
        boolean isSame = before.isOpen() && before.isDryRun() == isDryRun;
        long newestMs = about.get(about.size() - 1).atMs();
        Told now = isSame
                ? new Told(ids, before.firedMs(), before.sinceMs(), isDryRun)
                : new Told(ids, newestMs, about.get(0).atMs(), isDryRun);
        tell(
                objective,
                new ReleaseAlerts.News(isSame ? Notice.UPDATED : Notice.OPENED, about, now, newestMs, why),
                clockMs,
                news);
        releases.tell(now);
        keep(objective, releases);
    }

    private void close(Objective objective, String why, long atMs, long clockMs, News news) {
        Releases releases = releases(objective);
        Told before = releases.told();
        if (!before.isOpen()) {
            return;
        }
        List<String> ids = List.of(before.about().split("\n", -1));
        List<Change> about = changes.changes(objective.subject().model()).all().stream()
                .filter(change -> ids.contains(change.eventId()))
                .toList();
        if (!about.isEmpty()) {
            tell(objective, new ReleaseAlerts.News(Notice.CLOSED, about, before, atMs, why), clockMs, news);
        }
        releases.tell(Told.NOTHING);
        keep(objective, releases);
    }

    private void tell(Objective objective, ReleaseAlerts.News told, long clockMs, News news) {
        news.alerts.add(ReleaseAlerts.alert(objective, ledgers.apply(objective, Scope.ALL), told, clockMs));
    }

    /** What the data show, or the clock, of versions that were put in service. */
    News hear(String model, List<Heard> heard, long clockMs) {
        News news = News.nothing();
        if (heard.isEmpty()) {
            return news;
        }
        List<Change> log = changes.changes(model).all();
        Loads loads = Loads.of(log);
        boolean isLoadTold = !objectives(model, Kind.LOADING).isEmpty();
        for (Objective objective : objectives(model, Kind.ROLLOUT)) {
            for (Heard one : heard) {
                boolean isSpokenFor = isLoadTold && loads.fails(one.version());
                Rollouts.of(log, one, isSpokenFor).ifPresent(rollout -> hear(objective, rollout, clockMs, news));
            }
        }
        return news;
    }

    private void hear(Objective objective, Rollouts rollout, long clockMs, News news) {
        Heard heard = rollout.heard();
        boolean isOpen = releases(objective).told().about().equals(heard.eventId());
        if (!isOpen && rollout.counts()) {
            count(objective, heard.untilMs() - 1, rollout.isGood(), news);
        }
        String why = ChangeText.arrival(heard);
        if (rollout.isToBeTold()) {
            open(objective, List.of(rollout.change()), why, clockMs, news);
        } else if (isOpen && rollout.isSeen()) {
            close(objective, why, heard.untilMs(), clockMs, news);
        }
    }

    /**
     * How long it takes at most until the data of a moment are read, ms: 0 if the model has no objective of rollouts, so that nobody asks.
     * Two windows, one that is filled and one that waits for late events, and {@value #READ_MS} ms.
     */
    long graceMs(String model) {
        return objectives(model, Kind.ROLLOUT).stream()
                .mapToLong(objective -> 2 * objective.goal().slotMs() + READ_MS)
                .max()
                .orElse(0);
    }

    /** Another version was put in service, or the one that is missing does not load: then that is what is to be told. */
    private void overtaken(Objective objective, long clockMs, News news) {
        Told told = releases(objective).told();
        List<Change> log = changes.changes(objective.subject().model()).all();
        Rollouts.overtaking(log, told.about())
                .ifPresent(next -> close(objective, ChangeText.dated(next), next.atMs(), clockMs, news));
    }

    /** Tells what is so of objectives that are meant otherwise than they were, and forgets those that are no more. O(objectives). */
    News settle(long clockMs) {
        News news = News.nothing();
        List<KeyValue<String, byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.range(KEYS, KEYS + AFTER_ALL)) {
            entries.forEachRemaining(all::add);
        }
        for (KeyValue<String, byte[]> entry : all) {
            String[] owner = entry.key.substring(KEYS.length()).split("\\|", 2);
            Optional<Objective> objective = judge.objective(owner[0], owner[1]);
            if (objective.isEmpty()) {
                store.delete(entry.key);
            } else {
                again(objective.get(), clockMs, news);
            }
        }
        return news;
    }

    private void again(Objective objective, long clockMs, News news) {
        Told told = releases(objective).told();
        if (told.isOpen() && told.isDryRun() != Policies.isDryRun(objective)) {
            List<String> ids = List.of(told.about().split("\n", -1));
            List<Change> about = changes.changes(objective.subject().model()).all().stream()
                    .filter(change -> ids.contains(change.eventId()))
                    .toList();
            if (!about.isEmpty()) {
                open(objective, about, ReleaseText.said(about), clockMs, news);
            }
        }
    }

    private Releases releases(Objective objective) {
        byte[] bytes = store.get(key(objective));
        return bytes == null ? new Releases() : Releases.fromBytes(bytes);
    }

    private void keep(Objective objective, Releases releases) {
        store.put(key(objective), releases.toBytes());
    }

    private static String key(Objective objective) {
        return KEYS + objective.subject().model() + "|" + objective.id();
    }
}
