package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.query.Answer;
import io.tidemark.query.Exemption;
import io.tidemark.query.Exemptions;
import io.tidemark.query.Ledgers;
import io.tidemark.query.State;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.SloEntry;
import io.tidemark.slo.Correction.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept from people and from budgets: silences and corrections, in force or not. */
final class SilenceRoutes implements ApiServer.Routes {
    private final Sources sources;

    SilenceRoutes(Sources sources) {
        this.sources = sources;
    }

    /**
     * A silence or a correction.
     *
     * @param at the moment that {@code inForce} and {@code next} are told of: of a silence by the clock, of a correction in event time
     * @param from from when it holds
     * @param to until when; null for ever
     * @param recurrence an RRULE; null for once
     * @param durationMs how long each recurrence lasts; null for once
     * @param timeZone in which it recurs; null for once
     * @param toldAt by the clock; null of one in the monitor file, or if that is not known any more
     * @param next the first start behind {@code at}; null if there is none
     */
    record SilenceJson(
            String id,
            String kind,
            String source,
            String state,
            boolean inForce,
            String at,
            String model,
            String objective,
            String slice,
            String severity,
            String category,
            String from,
            @Nullable String to,
            @Nullable String recurrence,
            @Nullable Long durationMs,
            @Nullable String timeZone,
            @Nullable String next,
            String by,
            String reason,
            @Nullable String toldAt,
            String note) {
        static SilenceJson of(Exemption one, long atMs) {
            OptionalLong next = one.stands() ? one.when().nextStart(atMs + 1) : OptionalLong.empty();
            Optional<When.Recurring> recurring = recurring(one.when());
            return new SilenceJson(
                    one.id(),
                    word(one.kind()),
                    word(one.source()),
                    word(one.state()),
                    one.holdsAt(atMs),
                    Times.text(atMs),
                    one.model(),
                    one.cover().objective(),
                    one.cover().slice(),
                    one.cover().severity(),
                    one.category(),
                    Times.text(one.when().startMs()),
                    Times.orNull(one.when().endMs()),
                    recurring.map(When.Recurring::rule).orElse(null),
                    recurring.map(When.Recurring::durationMs).orElse(null),
                    recurring.map(rule -> rule.zone().getId()).orElse(null),
                    next.isPresent() ? Times.text(next.getAsLong()) : null,
                    one.told().by(),
                    one.told().reason(),
                    Times.orNull(one.told().atMs()),
                    one.note());
        }

        private static Optional<When.Recurring> recurring(When when) {
            return when instanceof When.Recurring recurring ? Optional.of(recurring) : Optional.empty();
        }

        private static String word(Enum<?> constant) {
            return Wanted.word(constant);
        }

        String cursor() {
            return Page.newest(Instant.parse(from).toEpochMilli(), kind + ' ' + model + ' ' + id);
        }
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/silences", Role.READ, (request, caller) -> silences(request));
    }

    /** What is asked for. */
    private record Asked(Wanted wanted, String kind, String inForce, OptionalLong atMs) {
        static Asked of(Parameters parameters, Sources sources) {
            return new Asked(
                    Wanted.ofModel(parameters, sources),
                    Wanted.word(parameters, "kind", Wanted.words(Exemption.Kind.class)),
                    Wanted.word(parameters, "inForce", List.of("true", "false", Wanted.ANY)),
                    parameters
                            .time("at")
                            .map(at -> OptionalLong.of(at.toEpochMilli()))
                            .orElseGet(OptionalLong::empty));
        }

        boolean has(SilenceJson one) {
            return (kind.isEmpty() || kind.equals(one.kind()))
                    && (inForce.isEmpty() || Wanted.isWanted(inForce, one.inForce()));
        }
    }

    private void silences(Context request) {
        Parameters parameters =
                Parameters.of(request, Visible.TENANT, "model", "kind", "inForce", "at", "limit", "after");
        Asked asked = Asked.of(parameters, sources);
        State state = sources.state();
        Answer<Ledgers.Covers> kept = state.ledgers().covers();
        long nowMs = state.desk().clock().millis();
        Boards.Told<List<SilenceJson>> told = state.boards().ask(view -> {
            Exemptions exemptions =
                    new Exemptions(view, kept.value(), state.ledgers().declared(), nowMs);
            List<SilenceJson> all = new ArrayList<>();
            for (String model : models(asked, state)) {
                for (Exemption one : exemptions.of(model)) {
                    all.add(SilenceJson.of(one, asked.atMs().orElseGet(() -> at(one, view, nowMs))));
                }
            }
            return all;
        });
        Page<SilenceJson> page = Page.of(
                told.value().stream().filter(asked::has).sorted((left, right) -> left.cursor()
                        .compareTo(right.cursor())),
                SilenceJson::cursor,
                parameters,
                Page.NEWEST);
        Map<String, Object> json = new TreeMap<>(BoardAnswer.page("silences", page.items(), page.next()));
        json.put("board", BoardAnswer.BoardJson.of(told.standing()));
        json.put("answer", AnswerJson.of(kept));
        Json.answer(request, json);
    }

    private static List<String> models(Asked asked, State state) {
        return asked.wanted().model().isEmpty()
                ? asked.wanted().visible().of(state.models().names())
                : List.of(asked.wanted().model());
    }

    /** A silence now, a correction where the model's budgets are; now before the first is judged. */
    private static long at(Exemption one, Boards.View view, long nowMs) {
        if (one.kind() == Exemption.Kind.SILENCE) {
            return nowMs;
        }
        return view.slos().of(one.model()).stream()
                .mapToLong(SloEntry::metricTimeMs)
                .max()
                .orElse(nowMs);
    }
}
