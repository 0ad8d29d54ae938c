package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.config.CorrectionSpec.Span.Repeating;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Tiding;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.State;
import io.tidemark.query.board.AlertEntry;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Doubt;
import io.tidemark.query.board.EpisodeSearch;
import io.tidemark.query.board.OperationId;
import io.tidemark.query.board.SloEntry;
import io.tidemark.slo.Correction;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people do: each is a record on a topic of the application, so that it survives and can be looked up. Who did it is who has the token; another
 * name that is given stands beside the reason.
 */
final class ActionRoutes implements ApiServer.Routes {
    private static final int ACCEPTED = 202;
    private static final long LONGEST_MS = Duration.ofDays(366).toMillis();
    private static final List<String> SEVERITIES =
            Stream.of(Alert.Severity.values()).map(Alert.Severity::word).toList();
    private static final List<String> CATEGORIES = Arrays.stream(Correction.Category.values())
            .map(Correction.Category::word)
            .toList();

    private final Sources sources;

    ActionRoutes(Sources sources) {
        this.sources = sources;
    }

    /**
     * What was told.
     *
     * @param operationId by which it is known, and ended
     * @param topic where it stands
     * @param doubts what is strange about it
     */
    record ToldJson(String operationId, String topic, List<String> doubts) {}

    /** What came of a request: a record, and what is strange about it. */
    record Told(Tiding tiding, String id, List<String> doubts) {
        static Told of(Operation operation, List<String> doubts) {
            return new Told(operation, operation.id(), doubts);
        }
    }

    /** Makes a record of a request. */
    interface Maker {
        Told make(Context request, Tokens.Caller caller, State state);
    }

    @Override
    public void addTo(Paths paths) {
        add(
                paths,
                "/episodes/{episodeId}/acknowledge",
                (request, caller, state) -> episode(Kind.ACKNOWLEDGE, request, caller, state));
        add(
                paths,
                "/episodes/{episodeId}/resolve",
                (request, caller, state) -> episode(Kind.RESOLVE, request, caller, state));
        add(paths, "/silences", ActionRoutes::silence);
        add(paths, "/silences/<id>/end", (request, caller, state) -> end(Kind.END_SILENCE, request, caller, state));
        add(paths, "/corrections", ActionRoutes::correction);
        add(
                paths,
                "/corrections/<id>/end",
                (request, caller, state) -> end(Kind.END_CORRECTION, request, caller, state));
        add(paths, "/notes", ActionRoutes::note);
        add(paths, "/changes", ActionRoutes::change);
    }

    private void add(Paths paths, String path, Maker maker) {
        add(paths, path, Role.ACT, sources, maker);
    }

    /** Makes a record of each request to that path, and tells the application. */
    static void add(Paths paths, String path, Role role, Sources sources, Maker maker) {
        paths.post("/api/v1" + path, role, (request, caller) -> {
            Parameters.of(request);
            State state = sources.state();
            Told told = maker.make(request, caller, state);
            try {
                String topic = state.desk().teller().apply(told.tiding());
                Json.answer(request.status(ACCEPTED), new ToldJson(told.id(), topic, told.doubts()));
            } catch (WorldFailure failure) {
                throw Problem.of(503, "not told", "it was not told: " + failure.getMessage())
                        .failure();
            }
        });
    }

    private static Told episode(Kind kind, Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "by", "reason");
        String typed = request.pathParam("episodeId");
        AlertEntry alert = state.boards().ask(view -> open(view, typed)).value();
        return Told.of(
                operation(
                        new Head(
                                OperationId.of(alert.key().model()),
                                kind,
                                alert.key().model(),
                                alert.episodeId()),
                        new Body.Said(body, caller, state.desk().clock().millis()),
                        Operation.Cover.ALL,
                        Operation.Span.NONE,
                        ""),
                List.of());
    }

    /** One that is known but not open is a conflict; of one that is not known, the nearest are told. */
    private static AlertEntry open(Boards.View view, String typed) {
        try {
            return EpisodeSearch.open(view.alerts().latest(), typed);
        } catch (WorldFailure none) {
            boolean isKnown = view.alerts().all().stream()
                    .anyMatch(alert -> alert.episodeId().startsWith(typed));
            throw Problem.of(
                            isKnown ? 409 : 404,
                            isKnown ? "not open" : "unknown episode",
                            String.valueOf(none.getMessage()))
                    .failure();
        }
    }

    /** What is told about what. */
    private record Head(String id, Kind kind, String model, String episodeId) {
        static Head of(Kind kind, Body body, State state) {
            String model =
                    Parameters.known("model", body.text("model"), state.models().names());
            return new Head(OperationId.of(model), kind, model, "");
        }
    }

    private static Operation operation(
            Head head, Body.Said said, Operation.Cover cover, Operation.Span span, String category) {
        return new Operation(
                head.id(),
                head.kind(),
                head.model(),
                said.atMs(),
                said.by(),
                said.reason(),
                head.episodeId(),
                cover,
                span,
                category);
    }

    private static Told silence(Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "model", "objective", "slice", "severity", "from", "to", "by", "reason")
                .require("model", "to", "reason");
        long nowMs = state.desk().clock().millis();
        Operation.Cover cover =
                new Operation.Cover(body.text("objective"), body.text("slice"), body.word("severity", SEVERITIES));
        Instant from = body.time("from").orElse(Instant.ofEpochMilli(nowMs));
        Operation.Span span = once(body, from, body.time("to").orElseThrow());
        return doubted(
                operation(Head.of(Kind.SILENCE, body, state), new Body.Said(body, caller, nowMs), cover, span, ""),
                state);
    }

    private static Operation.Span once(Body body, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw body.failure("from must be before to: from=" + from + ", to=" + to);
        }
        return new Operation.Span(from.toEpochMilli(), to.toEpochMilli(), "", 0, "UTC");
    }

    private static Told correction(Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(
                        request,
                        "model",
                        "objective",
                        "slice",
                        "from",
                        "to",
                        "category",
                        "recurrence",
                        "durationMs",
                        "timeZone",
                        "by",
                        "reason")
                .require("model", "category", "reason");
        long nowMs = state.desk().clock().millis();
        Operation.Cover cover = new Operation.Cover(body.text("objective"), body.text("slice"), "");
        String category = body.word("category", CATEGORIES);
        Operation.Span span = body.text("recurrence").isEmpty()
                ? once(
                        body.require("from", "to"),
                        body.time("from").orElseThrow(),
                        body.time("to").orElseThrow())
                : recurring(body, nowMs);
        return doubted(
                operation(
                        Head.of(Kind.CORRECT, body, state), new Body.Said(body, caller, nowMs), cover, span, category),
                state);
    }

    private static Operation.Span recurring(Body body, long nowMs) {
        long durationMs =
                body.require("durationMs").whole("durationMs", LONGEST_MS).orElseThrow();
        String zoneName = body.text("timeZone").isEmpty() ? "UTC" : body.text("timeZone");
        ZoneId zone = zone(body, zoneName);
        Instant from = body.time("from").orElse(Instant.ofEpochMilli(nowMs));
        Optional<Instant> to = body.time("to");
        Repeating rule = new Repeating(
                body.text("recurrence"), LocalDateTime.ofInstant(from, zone), Duration.ofMillis(durationMs), zone);
        if (!rule.isReadable()) {
            throw body.failure("recurrence=" + body.text("recurrence") + " " + Repeating.MISTAKE);
        }
        to.ifPresent(end -> once(body, from, end));
        return new Operation.Span(
                from.toEpochMilli(), to.map(Instant::toEpochMilli).orElse(0L), rule.rrule(), durationMs, zoneName);
    }

    private static ZoneId zone(Body body, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException none) {
            throw body.failure("timeZone=" + name + " is not a time zone; write one like Europe/Paris");
        }
    }

    /** What is not known yet may be still to come; as long as the boards are not whole nobody can tell. */
    private static Told doubted(Operation operation, State state) {
        Boards.Told<List<SloStatus.Key>> known = state.boards().ask(view -> view.slos().of(operation.model()).stream()
                .map(SloEntry::key)
                .toList());
        return Told.of(
                operation, known.standing().isWhole() ? Doubt.ofCover(operation, known.value(), Asker.API) : List.of());
    }

    private static Told end(Kind kind, Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "by", "reason");
        String id = request.pathParam("id");
        String model =
                Parameters.known("model", OperationId.model(id), state.models().names());
        Operation end = operation(
                new Head(id, kind, model, ""),
                new Body.Said(body, caller, state.desk().clock().millis()),
                Operation.Cover.ALL,
                Operation.Span.NONE,
                "");
        Boards.Told<List<String>> doubts = state.boards()
                .ask(view -> Doubt.ofEnd(
                        end, ids(view, model, Doubt.begin(kind)), ids(view, model, kind), "what people told"));
        return Told.of(end, doubts.standing().isWhole() ? doubts.value() : List.of());
    }

    private static Set<String> ids(Boards.View view, String model, Kind kind) {
        return view.operations().of(model).stream()
                .filter(operation -> operation.kind() == kind)
                .map(Operation::id)
                .collect(Collectors.toSet());
    }

    /** At a moment of event time. */
    private static Told note(Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "model", "objective", "slice", "at", "by", "text")
                .require("model", "text");
        long nowMs = state.desk().clock().millis();
        long atMs = body.time("at").map(Instant::toEpochMilli).orElse(nowMs);
        return doubted(
                operation(
                        Head.of(Kind.NOTE, body, state),
                        new Body.Said(body, caller, nowMs),
                        new Operation.Cover(body.text("objective"), body.text("slice"), ""),
                        new Operation.Span(atMs, atMs, "", 0, "UTC"),
                        ""),
                state);
    }

    private static Told change(Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(
                        request,
                        "model",
                        "version",
                        "eventId",
                        "eventTime",
                        "kind",
                        "previousVersion",
                        "scope",
                        "subject",
                        "actor",
                        "summary",
                        "link")
                .require("kind");
        Change.Kind kind = Change.Kind.of(body.word("kind", Change.Kind.words()));
        if (kind.putsVersionInService()) {
            body.require("version");
        }
        String model = body.text("model");
        Change change = new Change(
                body.text("eventId").isEmpty() ? UUID.randomUUID().toString() : body.text("eventId"),
                kind,
                model.isEmpty()
                        ? model
                        : Parameters.known("model", model, state.models().names()),
                body.time("eventTime")
                        .map(Instant::toEpochMilli)
                        .orElse(state.desk().clock().millis()),
                body.text("version"),
                body.text("previousVersion"),
                body.texts("scope"),
                body.text("subject"),
                actor(body.text("actor"), caller.name()),
                body.text("summary"),
                body.text("link"));
        return new Told(change, change.eventId(), List.of());
    }

    /** Who did it may be another than who tells of it. */
    private static String actor(String given, String caller) {
        return given.isEmpty() || given.equals(caller) ? caller : given + " (told by " + caller + ")";
    }
}
