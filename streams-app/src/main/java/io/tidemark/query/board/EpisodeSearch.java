package io.tidemark.query.board;

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
