package io.tidemark.query.board;

import io.tidemark.domain.TimeText;
import io.tidemark.domain.WorldFailure;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        List<AlertEntry> starting = board.all().stream()
                .filter(alert -> alert.episodeId().startsWith(typed))
                .toList();
        boolean isOne = starting.size() == 1
                || starting.stream().anyMatch(alert -> alert.dedupKey().equals(typed));
        return isOne ? board.episode(starting.get(0).episodeId()) : Optional.empty();
    }

    /**
     * The open alert that was meant.
     *
     * @param latest the newest alerts of all identities
     * @throws WorldFailure if there is no such alert, several begin so, or it is closed
     */
    public static AlertEntry open(Collection<AlertEntry> latest, String typed) {
        List<AlertEntry> alerts =
                latest.stream().filter(alert -> !alert.isDryRun()).toList();
        List<AlertEntry> found = alerts.stream()
                .filter(alert -> alert.episodeId().startsWith(typed))
                .filter(alert -> alert.isOpen() || isWhole(alert, typed))
                .toList();
        if (found.isEmpty()) {
            throw new WorldFailure("no alert is known by that id: episode=" + typed + "; " + openOnes(alerts, typed));
        }
        if (found.size() > 1) {
            throw new WorldFailure(
                    found.size() + " open alerts begin so: episode=" + typed + "; " + openOnes(found, typed));
        }
        AlertEntry alert = found.get(0);
        if (!alert.isOpen()) {
            throw new WorldFailure("the alert is closed since "
                    + TimeText.instant(alert.times().metricTimeMs()) + " ("
                    + Words.lower(alert.transition().reason()).replace('_', ' ') + "): episode="
                    + alert.episodeId() + "; " + openOnes(alerts, typed));
        }
        return alert;
    }

    private static boolean isWhole(AlertEntry alert, String typed) {
        return alert.episodeId().equals(typed) || alert.dedupKey().equals(typed);
    }

    private static String openOnes(List<AlertEntry> alerts, String typed) {
        List<AlertEntry> open = alerts.stream().filter(AlertEntry::isOpen).toList();
        if (open.isEmpty()) {
            return "no alert is open";
        }
        String more = open.size() > NAMED ? ", … (" + open.size() + ", see tidemark alerts)" : "";
        return "open are " + named(nearest(open, typed)) + more;
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
