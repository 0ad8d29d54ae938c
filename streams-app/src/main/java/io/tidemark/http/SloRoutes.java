package io.tidemark.http;

import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tidemark.domain.Alert;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.query.Answer;
import io.tidemark.query.Pulses;
import io.tidemark.query.board.AlertEntry;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Overview;
import io.tidemark.query.board.SloEntry;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How all models stand, and each objective. */
final class SloRoutes implements ApiServer.Routes {
    private static final Pattern KEY = Pattern.compile("[^|]+\\|[^|]+\\|.+");
    private static final List<String> STATES = List.of("healthy", "at_risk", "exhausted", "no_data", "warming_up");

    private final Sources sources;

    SloRoutes(Sources sources) {
        this.sources = sources;
    }

    /**
     * A model in the overview.
     *
     * @param traffic rows of the last windows; null where nobody knows
     * @param data columns by verdict; null likewise
     * @param unread share of the newest window's events that were not read; null likewise
     * @param lacking why nobody knows; null where somebody does, and before the first window
     */
    record ModelJson(
            String model,
            String tenant,
            @Nullable String closedThrough,
            @Nullable WorstJson worst,
            int slos,
            Map<String, Integer> burning,
            int episodesOpen,
            Map<String, Integer> states,
            @Nullable RawValue lastChange,
            @Nullable DecisionJson decision,
            @Nullable List<Long> traffic,
            @Nullable Map<String, Integer> data,
            @Nullable Double unread,
            @Nullable String lacking) {}

    /** The objective that needs a person most. */
    record WorstJson(
            String objective,
            String slice,
            String state,
            @Nullable Double budgetRemaining,
            @Nullable Long timeToExhaustionMs) {
        static WorstJson of(SloEntry entry) {
            boolean isKnown = entry.isJudged() && Double.isFinite(entry.consumed());
            return new WorstJson(
                    entry.key().objective(),
                    entry.key().slice(),
                    entry.state(),
                    isKnown ? 1 - entry.consumed() : null,
                    entry.timeLeft() instanceof Alert.TimeLeft.Until until ? until.ms() : null);
        }
    }

    /** What a model may do. */
    record DecisionJson(
            boolean deploysAllowed,
            boolean promotionsAllowed,
            boolean canaryOnly,
            boolean reviewRequired,
            int reasons) {
        static DecisionJson of(PolicyDecision decision) {
            PolicyDecision.Freedom freedom = decision.freedom();
            return new DecisionJson(
                    freedom.areDeploysAllowed(),
                    freedom.arePromotionsAllowed(),
                    freedom.isCanaryOnly(),
                    freedom.isReviewRequired(),
                    decision.reasons().size());
        }
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/overview", Role.READ, (request, caller) -> overview(request));
        paths.get("/api/v1/slos", Role.READ, (request, caller) -> slos(request));
    }

    /** Has no tag: how far the models are does not come from boards. */
    private void overview(Context request) {
        Parameters.of(request, Visible.TENANT);
        Visible visible = Visible.of(request);
        Answer<Map<String, Long>> models = sources.state().models().closedThrough();
        Map<String, Long> closed = new TreeMap<>(models.value());
        closed.keySet().removeIf(model -> !visible.has(model));
        Boards.Told<List<Overview>> told = sources.state().boards().ask(view -> Overview.of(closed.keySet(), view));
        Map<String, Object> json = new TreeMap<>();
        json.put(
                "models",
                told.value().stream()
                        .map(one -> model(one, closed.getOrDefault(one.model(), Long.MIN_VALUE)))
                        .toList());
        json.put("board", BoardAnswer.BoardJson.of(told.standing()));
        json.put("answer", AnswerJson.of(models));
        Json.answer(request, json);
    }

    private ModelJson model(Overview one, long closedThroughMs) {
        Pulses.Told told = closedThroughMs == Long.MIN_VALUE
                ? Pulses.Told.NOTHING_YET
                : sources.state().pulses().of(one.model(), closedThroughMs);
        Map<String, Integer> burning = new TreeMap<>();
        one.burning().forEach((severity, count) -> burning.put(severity.word(), count));
        return new ModelJson(
                one.model(),
                ModelKey.tenant(one.model()),
                closedThroughMs == Long.MIN_VALUE
                        ? null
                        : Instant.ofEpochMilli(closedThroughMs).toString(),
                one.worst().map(WorstJson::of).orElse(null),
                one.slos(),
                burning,
                one.episodesOpen(),
                one.states(),
                one.lastChange().map(change -> BoardAnswer.raw(change.line())).orElse(null),
                one.decision().map(DecisionJson::of).orElse(null),
                told.pulse().map(Pulses.Pulse::traffic).orElse(null),
                told.pulse().map(Pulses.Pulse::columns).map(SloRoutes::words).orElse(null),
                told.pulse().map(Pulses.Pulse::unread).orElse(null),
                told.lacking().isEmpty() ? null : told.lacking());
    }

    private static Map<String, Integer> words(Map<Verdict, Integer> columns) {
        Map<String, Integer> words = new TreeMap<>();
        columns.forEach((verdict, count) -> words.put(verdict.name(), count));
        return words;
    }

    private void slos(Context request) {
        Parameters parameters = Parameters.of(
                request, Visible.TENANT, "model", "objective", "slice", "state", "dryRun", "limit", "after");
        Wanted wanted = Wanted.of(parameters, sources);
        String state = Wanted.word(parameters, "state", STATES).toUpperCase(Locale.ROOT);
        String dryRun = Wanted.dryRun(parameters, Wanted.ANY);
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Collection<SloEntry> entries =
                    wanted.model().isEmpty() ? view.slos().all() : view.slos().of(wanted.model());
            Page<SloEntry> page = Page.of(
                    entries.stream()
                            .filter(entry -> wanted.has(entry.key()))
                            .filter(entry -> state.isEmpty() || state.equals(entry.state()))
                            .filter(entry -> Wanted.isWanted(dryRun, entry.isDryRun())),
                    entry -> entry.key().text(),
                    parameters,
                    KEY);
            Map<String, Set<String>> firing = firing(view);
            List<RawValue> items =
                    page.items().stream().map(entry -> slo(entry, firing)).toList();
            return BoardAnswer.page("slos", items, page.next());
        });
    }

    /** The severities that fire now, by the objective's and slice's key. */
    private static Map<String, Set<String>> firing(Boards.View view) {
        Map<String, Set<String>> firing = new HashMap<>();
        for (AlertEntry alert : view.alerts().open()) {
            if (alert.isFiring() && alert.policyStep().isEmpty()) {
                firing.computeIfAbsent(alert.key().text(), key -> new TreeSet<>())
                        .add('"' + alert.severity().word() + '"');
            }
        }
        return firing;
    }

    private static RawValue slo(SloEntry entry, Map<String, Set<String>> firing) {
        String line = entry.line().json();
        String severities = String.join(",", firing.getOrDefault(entry.key().text(), Set.of()));
        return new RawValue(line.substring(0, line.length() - 1) + ",\"firing\":[" + severities + "]}");
    }
}
