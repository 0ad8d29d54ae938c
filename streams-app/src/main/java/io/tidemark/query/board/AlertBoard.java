package io.tidemark.query.board;

import io.tidemark.domain.Alert.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Episodes: all that are open, and the newest {@value #MOST_ENDED} that are over; but of more than {@value #MOST_OPEN} open ones, the newest. Alerts
 * may come in any order, and again.
 *
 * <p>Owned by {@link Boards}; not thread-safe.
 */
public final class AlertBoard {
    static final int MOST_OPEN = 5_000;
    static final int MOST_ENDED = 2_000;

    private static final Comparator<AlertEntry> OLDEST_FIRST = Comparator.comparingLong(
                    (AlertEntry alert) -> alert.times().firedMs())
            .thenComparing(AlertEntry::episodeId);

    private final Map<String, Episode> episodes = new HashMap<>();
    private final Map<String, Episode> newest = new HashMap<>();
    private final NavigableSet<AlertEntry> open = new TreeSet<>(OLDEST_FIRST);
    private final NavigableSet<AlertEntry> ended = new TreeSet<>(OLDEST_FIRST);
    private long leftOut;

    /** Whether an alert changed what is known. */
    enum Heard {
        KNOWN,
        NEW
    }

    /** Takes in an alert. */
    Heard hear(AlertEntry alert) {
        Episode episode = episodes.computeIfAbsent(alert.episodeId(), id -> new Episode(alert));
        AlertEntry was = episode.latest();
        boolean isNew = was == alert;
        if (!episode.hear(alert)) {
            return Heard.KNOWN;
        }
        open.remove(was);
        ended.remove(was);
        Episode other = newest.get(alert.dedupKey());
        if (other == null || isNew && isLater(episode, other)) {
            newest.put(alert.dedupKey(), episode);
        }
        if (other != null && other != episode) {
            // Of one identity only the last episode can be open, even if nobody was told of the other's end.
            shelve(other.latest());
        }
        shelve(alert);
        trim(open, MOST_OPEN);
        trim(ended, MOST_ENDED);
        return Heard.NEW;
    }

    private static boolean isLater(Episode one, Episode other) {
        return OLDEST_FIRST.compare(one.latest(), other.latest()) > 0;
    }

    private void shelve(AlertEntry alert) {
        boolean isNewest = isNewest(alert);
        open.remove(alert);
        (alert.isOpen() && isNewest ? open : ended).add(alert);
    }

    private boolean isNewest(AlertEntry alert) {
        Episode last = newest.get(alert.dedupKey());
        return last != null && last.latest().episodeId().equals(alert.episodeId());
    }

    private void trim(NavigableSet<AlertEntry> shelf, int most) {
        while (shelf.size() > most) {
            AlertEntry oldest = shelf.pollFirst();
            Episode gone = oldest == null ? null : episodes.remove(oldest.episodeId());
            if (gone != null) {
                newest.remove(oldest.dedupKey(), gone);
                leftOut++;
            }
        }
    }

    /** Says what happened at an alert that was heard before. */
    void turn(AlertEntry alert, String words) {
        Episode episode = episodes.get(alert.episodeId());
        if (episode != null) {
            String by = alert.transition().notice() == Notice.ACKNOWLEDGED ? alert.acknowledgedBy() : "";
            episode.turn(
                    alert.sequence(),
                    new Episode.Turn(
                            alert.times(),
                            Words.lower(alert.transition().notice()),
                            words,
                            by,
                            alert.episodeConsumed()));
        }
    }

    /** The newest alert of each identity, those of the latest episodes first. */
    public List<AlertEntry> latest() {
        List<AlertEntry> latest = new ArrayList<>(newest.size());
        newest.values().forEach(episode -> latest.add(episode.latest()));
        latest.sort(OLDEST_FIRST.reversed());
        return latest;
    }

    /** The newest alert of each episode, the latest first. */
    public List<AlertEntry> all() {
        List<AlertEntry> all = new ArrayList<>(open);
        all.addAll(ended);
        all.sort(OLDEST_FIRST.reversed());
        return all;
    }

    /** The newest alert of each open episode, the oldest first. */
    public Collection<AlertEntry> open() {
        return open;
    }

    /** Whether the episode is open. */
    public boolean isOpen(AlertEntry latest) {
        return open.contains(latest);
    }

    /** The episode of that id. */
    public Optional<Episode> episode(String episodeId) {
        return Optional.ofNullable(episodes.get(episodeId));
    }

    /** How many episodes there was no room for. */
    public long leftOut() {
        return leftOut;
    }
}
