package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.query.board.AlertEntry;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Episode;
import io.tidemark.query.board.EpisodeSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Alerts, and the episodes that they tell of. */
final class AlertRoutes implements ApiServer.Routes {
    private static final String OPEN = "open";
    private static final List<String> STATES = Stream.concat(Stream.of(OPEN), Wanted.words(Alert.State.class).stream())
            .toList();

    private final Sources sources;

    AlertRoutes(Sources sources) {
        this.sources = sources;
    }

    /**
     * An episode in a list.
     *
     * @param since event time of its onset
     * @param resolvedAt event time of its end; null while it is open
     * @param headline the first line of what people are told
     * @param consumed share of the budget that it used
     */
    record EpisodeJson(
            String episodeId,
            String dedupKey,
            String model,
            String objective,
            String slice,
            String severity,
            String state,
            boolean dryRun,
            String since,
            String firedAt,
            @Nullable String resolvedAt,
            String headline,
            @Nullable Double consumed,
            String acknowledgedBy,
            String policyStep) {
        static EpisodeJson of(AlertEntry alert, boolean isOpen) {
            return new EpisodeJson(
                    alert.episodeId(),
                    alert.dedupKey(),
                    alert.key().model(),
                    alert.key().objective(),
                    alert.key().slice(),
                    alert.severity().word(),
                    alert.transition().state().name().toLowerCase(Locale.ROOT),
                    alert.isDryRun(),
                    time(alert.times().sinceMs()),
                    time(alert.times().firedMs()),
                    isOpen ? null : time(alert.times().metricTimeMs()),
                    alert.headline(),
                    BoardAnswer.finite(alert.episodeConsumed()),
                    alert.acknowledgedBy(),
                    alert.policyStep());
        }
    }

    /** Something that happened to an episode. */
    record TurnJson(
            String metricTime, String clockTime, String kind, String text, String by, @Nullable Double consumed) {
        static TurnJson of(Episode.Turn turn) {
            return new TurnJson(
                    time(turn.times().metricTimeMs()),
                    time(turn.times().clockTimeMs()),
                    turn.notice(),
                    turn.text(),
                    turn.by(),
                    BoardAnswer.finite(turn.consumed()));
        }
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/alerts", Role.READ, (request, caller) -> alerts(request));
        paths.get("/api/v1/episodes", Role.READ, (request, caller) -> episodes(request));
        paths.get("/api/v1/episodes/{episodeId}", Role.READ, (request, caller) -> episode(request));
    }

    private void alerts(Context request) {
        Parameters parameters = Parameters.of(
                request,
                Visible.TENANT,
                "model",
                "objective",
                "slice",
                "severity",
                "state",
                "dryRun",
                "limit",
                "after");
        Wanted wanted = Wanted.of(parameters, sources);
        String severity = Wanted.word(parameters, "severity", Wanted.words(Alert.Severity.class));
        String state = Wanted.word(parameters, "state", STATES);
        String dryRun = Wanted.dryRun(parameters, "false");
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Page<AlertEntry> page = page(
                    view.alerts().latest().stream()
                            .filter(alert -> wanted.has(alert.key()) && Wanted.isWanted(dryRun, alert.isDryRun()))
                            .filter(alert -> isOf(severity, alert))
                            .filter(alert -> isIn(state, alert, view)),
                    parameters);
            return BoardAnswer.page(
                    "alerts",
                    page.items().stream()
                            .map(alert -> BoardAnswer.raw(alert.line()))
                            .toList(),
                    page.next());
        });
    }

    private static boolean isOf(String severity, AlertEntry alert) {
        return severity.isEmpty() || severity.equals(alert.severity().word());
    }

    private static boolean isIn(String state, AlertEntry alert, Boards.View view) {
        return state.isEmpty()
                || (state.equals(OPEN)
                        ? view.alerts().isOpen(alert)
                        : state.equalsIgnoreCase(alert.transition().state().name()));
    }

    private static Page<AlertEntry> page(Stream<AlertEntry> alerts, Parameters parameters) {
        Comparator<AlertEntry> newestFirst = Comparator.comparing(AlertRoutes::cursor);
        return Page.of(alerts.sorted(newestFirst), AlertRoutes::cursor, parameters, Page.NEWEST);
    }

    private static String cursor(AlertEntry alert) {
        return Page.newest(alert.times().firedMs(), alert.episodeId());
    }

    private void episodes(Context request) {
        Parameters parameters = Parameters.of(
                request, Visible.TENANT, "model", "severity", "open", "dryRun", "from", "to", "limit", "after");
        Wanted wanted = Wanted.ofModel(parameters, sources);
        String severity = Wanted.word(parameters, "severity", Wanted.words(Alert.Severity.class));
        String open = Wanted.word(parameters, OPEN, List.of("true", "false"));
        String dryRun = Wanted.dryRun(parameters, "false");
        Wanted.Times times = Wanted.Times.of(parameters);
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Page<AlertEntry> page = page(
                    view.alerts().all().stream()
                            .filter(alert -> wanted.has(alert.key()) && Wanted.isWanted(dryRun, alert.isDryRun()))
                            .filter(alert -> isOf(severity, alert))
                            .filter(alert -> open.isEmpty()
                                    || open.equals(
                                            Boolean.toString(view.alerts().isOpen(alert))))
                            .filter(alert -> times.meets(
                                    alert.times().sinceMs(),
                                    view.alerts().isOpen(alert)
                                            ? Long.MAX_VALUE
                                            : alert.times().metricTimeMs())),
                    parameters);
            return BoardAnswer.page(
                    "episodes",
                    page.items().stream()
                            .map(alert -> EpisodeJson.of(alert, view.alerts().isOpen(alert)))
                            .toList(),
                    page.next());
        });
    }

    private void episode(Context request) {
        Parameters.of(request);
        String typed = request.pathParam("episodeId");
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Episode episode = known(view, typed, Visible.of(request));
            Map<String, Object> json = new TreeMap<>();
            json.put("alert", BoardAnswer.raw(episode.latest().line()));
            json.put(
                    "first",
                    episode.first().map(first -> BoardAnswer.raw(first.line())).orElse(null));
            json.put("timeline", timeline(episode));
            json.put(
                    "annotations",
                    view.annotations().of(episode.latest().key().model()).stream()
                            .filter(note -> concerns(note.value(), episode, view))
                            .map(note -> BoardAnswer.raw(note.line()))
                            .toList());
            return json;
        });
    }

    /**
     * The episode of an id, a dedupKey, or the beginning of one.
     *
     * @throws Problem.Failure 404 if there is none, with the nearest
     */
    static Episode known(Boards.View view, String typed, Visible visible) {
        return EpisodeSearch.anyOf(view.alerts(), typed)
                .filter(episode -> visible.has(episode.latest().key().model()))
                .orElseThrow(() -> unknown(view, typed, visible).failure());
    }

    private static Problem unknown(Boards.View view, String typed, Visible visible) {
        List<AlertEntry> several = EpisodeSearch.beginning(view.alerts(), typed).stream()
                .filter(alert -> visible.has(alert.key().model()))
                .toList();
        if (several.size() > 1 && !typed.isEmpty()) {
            List<AlertEntry> few = EpisodeSearch.nearest(several, typed);
            String more = several.size() > few.size() ? " and " + (several.size() - few.size()) + " more" : "";
            return Problem.of(
                    404,
                    "several episodes",
                    several.size() + " episodes begin so: episode=" + typed + "; write more of the one that is meant: "
                            + EpisodeSearch.named(few) + more);
        }
        List<AlertEntry> nearest = EpisodeSearch.nearest(
                view.alerts().all().stream()
                        .filter(alert -> visible.has(alert.key().model()))
                        .toList(),
                typed);
        String named = nearest.isEmpty() ? "there is none" : "the nearest are " + EpisodeSearch.named(nearest);
        return new Problem(
                404,
                "unknown episode",
                "there is no such episode: episode=" + typed + "; " + named,
                nearest.isEmpty() ? Map.of() : Map.of("nearest", nearest.get(0).episodeId()));
    }

    private static List<TurnJson> timeline(Episode episode) {
        List<TurnJson> turns =
                new ArrayList<>(episode.turns().stream().map(TurnJson::of).toList());
        if (episode.leftOut() > 0) {
            TurnJson before = turns.get(turns.size() / 2);
            turns.add(
                    turns.size() / 2,
                    new TurnJson(
                            before.metricTime(),
                            before.clockTime(),
                            "left_out",
                            episode.leftOut() + " more are left out here",
                            "",
                            null));
        }
        return turns;
    }

    /** Of the episode itself, or of its objective or model while it lasted. */
    private static boolean concerns(Annotation note, Episode episode, Boards.View view) {
        AlertEntry alert = episode.latest();
        Annotation.Subject subject = note.subject();
        if (!subject.episodeId().isEmpty()) {
            return subject.episodeId().equals(alert.episodeId());
        }
        Wanted.Times lasted = new Wanted.Times(
                alert.times().sinceMs(),
                view.alerts().isOpen(alert) ? Long.MAX_VALUE : alert.times().metricTimeMs() + 1);
        return (subject.objective().isEmpty()
                        || subject.objective().equals(alert.key().objective()))
                && (subject.slice().isEmpty()
                        || subject.slice().equals(alert.key().slice()))
                && lasted.meets(note.times().fromMs(), note.times().toMs());
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
