package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.notify.Postmortem;
import io.tidemark.notify.Story;
import io.tidemark.query.board.AlertEntry;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Episode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The draft of a postmortem of an episode, from what boards keep of it: the alert with which it fired, its newest, what happened in between, and what was noted. The
 * command line reads every alert; of an episode of more than 200 turns it tells more.
 */
final class PostmortemRoutes implements ApiServer.Routes {
    /** Slices that are told beside the episode's own are fewer; of these the newest alerts are read. */
    private static final int MOST_BESIDES = 200;

    private final Sources sources;

    PostmortemRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/episodes/{episodeId}/postmortem", Role.READ, (request, caller) -> draft(request));
    }

    private void draft(Context request) {
        Parameters.of(request);
        String typed = request.pathParam("episodeId");
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Episode episode = AlertRoutes.known(view, typed, Visible.of(request));
            Map<String, Object> json = new TreeMap<>();
            json.put("episodeId", episode.latest().episodeId());
            json.put("markdown", Postmortem.of(story(view, episode)));
            return json;
        });
    }

    private static Story story(Boards.View view, Episode episode) {
        AlertEntry latest = episode.latest();
        Story story = new Story(latest.episodeId());
        besides(view, latest).forEach(other -> story.hear(other.alert()));
        episode.first().ifPresent(first -> story.hear(first.alert()));
        episode.turns().forEach(turn -> story.turned(turn.times(), turn.text()));
        story.hear(latest.alert());
        view.annotations().of(latest.key().model()).forEach(note -> story.hear(note.value()));
        return story;
    }

    /** The newest alerts of the other slices of its objective. */
    private static Iterable<AlertEntry> besides(Boards.View view, AlertEntry own) {
        return view.alerts().latest().stream()
                .filter(other -> other.key().model().equals(own.key().model())
                        && other.key().objective().equals(own.key().objective())
                        && other.severity() == own.severity()
                        && !other.dedupKey().equals(own.dedupKey()))
                .limit(MOST_BESIDES)
                .toList();
    }
}
