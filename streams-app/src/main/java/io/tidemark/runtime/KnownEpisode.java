package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.domain.TimeText;
import io.tidemark.domain.WorldFailure;
import io.tidemark.notify.Heard;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An alert that is open in a running application, found by what a person typed.
 *
 * @param model its model
 * @param episodeId its id
 */
public record KnownEpisode(String model, String episodeId) {
    private static final int NAMED = 5;

    /**
     * The open alert of an episodeId, a dedupKey, or the beginning of one.
     *
     * @param model its model, if that is known; empty for any
     * @throws WorldFailure if there is no such alert, several begin so, it is closed, or of another model
     */
    public static KnownEpisode find(AppSettings settings, String typed, String model) {
        try (AlertTopic topic = AlertTopic.open(settings)) {
            return find(topic.latest().stream().map(Heard::alert).toList(), typed, model);
        }
    }

    /** As {@link #find(AppSettings, String, String)}, among the newest alerts of all identities. */
    static KnownEpisode find(List<Alert> all, String typed, String model) {
        List<Alert> alerts = all.stream().filter(alert -> !alert.isDryRun()).toList();
        List<Alert> found = alerts.stream()
                .filter(alert -> alert.episodeId().startsWith(typed))
                .filter(alert -> alert.isOpen() || isWhole(alert, typed))
                .toList();
        if (found.isEmpty()) {
            throw new WorldFailure("no alert is known by that id: episode=" + typed + "; " + named(alerts, typed));
        }
        if (found.size() > 1) {
            throw new WorldFailure(
                    found.size() + " open alerts begin so: episode=" + typed + "; " + named(found, typed));
        }
        Alert alert = found.get(0);
        String whose = alert.promise().scope().model();
        if (!alert.isOpen()) {
            throw new WorldFailure("the alert is closed since "
                    + TimeText.instant(alert.times().metricTimeMs()) + " ("
                    + alert.transition()
                            .reason()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' ') + "): episode="
                    + alert.episodeId() + "; " + named(alerts, typed));
        }
        if (!model.isEmpty() && !model.equals(whose)) {
            throw new WorldFailure(
                    "the alert is of another model: --model=" + model + ", its model=" + whose + "; leave --model out");
        }
        return new KnownEpisode(whose, alert.episodeId());
    }

    private static boolean isWhole(Alert alert, String typed) {
        return alert.episodeId().equals(typed) || alert.dedupKey().equals(typed);
    }

    /** Open ones, those that begin most like it first. */
    private static String named(List<Alert> alerts, String typed) {
        List<Alert> open = alerts.stream().filter(Alert::isOpen).toList();
        if (open.isEmpty()) {
            return "no alert is open";
        }
        Comparator<Alert> nearest = Comparator.comparingInt(alert -> -EpisodeNames.inCommon(alert.episodeId(), typed));
        String more = open.size() > NAMED ? ", … (" + open.size() + ", see tidemark alerts)" : "";
        return open.stream()
                .sorted(nearest.thenComparing(Alert::episodeId))
                .limit(NAMED)
                .map(EpisodeNames::shown)
                .collect(Collectors.joining(", ", "open are ", more));
    }
}
