package io.tidemark.query.board;

import io.tidemark.domain.TimeText;
import io.tidemark.domain.WorldFailure;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds episodes by what a person typed: an episodeId, a dedupKey, or the beginning of one. */
public final class EpisodeSearch {
    private static final int NAMED = 5;

    private EpisodeSearch() {}

    /** The episode, open or not: of that id, the newest of that dedupKey, or the only one that begins so. */
    public static Optional<Episode> anyOf(AlertBoard board, String typed) {
        Optional<Episode> exact = board.episode(typed);
        if (exact.isPresent() || typed.isEmpty()) {
            return exact;
        }
        List<AlertEntry> starting = beginning(board, typed);
        boolean isOne = starting.size() == 1
                || starting.stream().anyMatch(alert -> alert.dedupKey().equals(typed));
        return isOne ? board.episode(starting.get(0).episodeId()) : Optional.empty();
    }

    /** The episodes that begin so: more than one is why {@link #anyOf} finds none. */
    public static List<AlertEntry> beginning(AlertBoard board, String typed) {
        return board.all().stream()
                .filter(alert -> alert.episodeId().startsWith(typed))
                .toList();
    }

    /** Why no open alert was found. */
    public enum Why {
        UNKNOWN,
        SEVERAL,
        CLOSED
    }

    /** No open alert was found, and why, for people. */
    public static final class NotFound extends WorldFailure {
        private static final long serialVersionUID = 1;

        private final Why why;

        private NotFound(Why why, String message) {
            super(message);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    /**
     * The open alert that was meant.
     *
     * @param all the newest alert of each episode, or of each identity
     * @param isOpen of which of them people have something to do
     * @throws NotFound if there is no such alert, several begin so, or it is closed
     */
    public static AlertEntry open(Collection<AlertEntry> all, Predicate<AlertEntry> isOpen, String typed, Asker asker) {
        List<AlertEntry> alerts =
                all.stream().filter(alert -> !alert.isDryRun()).toList();
        List<AlertEntry> open = alerts.stream().filter(isOpen).toList();
        List<AlertEntry> found = open.stream()
                .filter(alert -> alert.episodeId().startsWith(typed))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw new NotFound(
                    Why.SEVERAL,
                    found.size() + " open alerts begin so: episode=" + typed + "; write more of the one that is meant: "
                            + few(found, typed, asker));
        }
        String openOnes = open.isEmpty() ? "no alert is open" : "open are " + few(open, typed, asker);
        List<AlertEntry> closed = alerts.stream()
                .filter(alert -> alert.episodeId().startsWith(typed))
                .toList();
        throw closed.isEmpty()
                ? new NotFound(Why.UNKNOWN, "no alert is known by that id: episode=" + typed + "; " + openOnes)
                : new NotFound(Why.CLOSED, closed(closed, typed) + "; " + openOnes);
    }

    private static String closed(List<AlertEntry> closed, String typed) {
        Optional<AlertEntry> whole = closed.stream()
                .filter(alert -> isWhole(alert, typed))
                .max(Comparator.comparingLong(alert -> alert.times().metricTimeMs()));
        if (closed.size() > 1 && whole.isEmpty()) {
            return closed.size() + " alerts begin so, and none of them is open: episode=" + typed;
        }
        AlertEntry alert = whole.orElse(closed.get(0));
        return "the alert is closed since " + TimeText.instant(alert.times().metricTimeMs()) + " ("
                + Words.lower(alert.transition().reason()).replace('_', ' ') + "): episode=" + alert.episodeId();
    }

    private static boolean isWhole(AlertEntry alert, String typed) {
        return alert.episodeId().equals(typed) || alert.dedupKey().equals(typed);
    }

    private static String few(List<AlertEntry> alerts, String typed, Asker asker) {
        String more = alerts.size() > NAMED
                ? " and " + (alerts.size() - NAMED) + " more, see "
                        + asker.name("tidemark alerts", "GET /api/v1/alerts?state=open")
                : "";
        return named(nearest(alerts, typed)) + more;
    }

    /** Those that begin most like it first, at most five. */
    public static List<AlertEntry> nearest(Collection<AlertEntry> alerts, String typed) {
        Comparator<AlertEntry> nearest = Comparator.comparingInt(alert -> -inCommon(alert.episodeId(), typed));
        return alerts.stream()
                .sorted(nearest.thenComparing(AlertEntry::episodeId))
                .limit(NAMED)
                .toList();
    }

    /** {@code f200…:862876800 (electricity, electricity-drift, *)} of each. */
    public static String named(Collection<AlertEntry> alerts) {
        return alerts.stream()
                .map(alert -> alert.episodeId() + " (" + alert.key().model() + ", "
                        + alert.key().objective() + ", " + alert.key().slice() + ")")
                .collect(Collectors.joining(", "));
    }

    /** How many characters two ids have in common from their beginning on. */
    public static int inCommon(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return i;
            }
        }
        return length;
    }
}
