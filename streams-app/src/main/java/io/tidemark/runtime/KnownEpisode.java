package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.domain.WorldFailure;
import io.tidemark.notify.Heard;
import io.tidemark.query.board.AlertEntry;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.EpisodeSearch;
import java.util.List;

/**
 * An alert that is open in a running application, found by what a person typed.
 *
 * @param model its model
 * @param episodeId its id
 */
public record KnownEpisode(String model, String episodeId) {
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
        AlertEntry alert = EpisodeSearch.open(
                all.stream().map(one -> AlertEntry.of(one, () -> "")).toList(),
                AlertEntry::isOpen,
                typed,
                Asker.COMMAND);
        String whose = alert.key().model();
        if (!model.isEmpty() && !model.equals(whose)) {
            throw new WorldFailure(
                    "the alert is of another model: --model=" + model + ", its model=" + whose + "; leave --model out");
        }
        return new KnownEpisode(whose, alert.episodeId());
    }
}
