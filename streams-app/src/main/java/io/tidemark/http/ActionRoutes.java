package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Tiding;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.Answer;
import io.tidemark.query.Desk;
import io.tidemark.query.State;
import io.tidemark.query.Unavailable;
import io.tidemark.query.board.Admission;
import io.tidemark.query.board.AlertEntry;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Doubt;
import io.tidemark.query.board.EpisodeSearch;
import io.tidemark.query.board.OperationId;
import io.tidemark.query.board.SloEntry;
import io.tidemark.slo.Correction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What people do: each is a record on a topic of the application, so that it survives and can be looked up. Who did it is who has the token; another
 * name that is given stands beside the reason.
 */
final class ActionRoutes implements ApiServer.Routes {
    private static final int ACCEPTED = 202;
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
            refusal(told.tiding(), state.desk()).ifPresent(words -> {
                throw Body.wrong(words);
            });
            try {
                String topic = state.desk().teller().apply(told.tiding());
                Json.answer(request.status(ACCEPTED), new ToldJson(told.id(), topic, told.doubts()));
            } catch (WorldFailure failure) {
                throw Problem.of(503, "not told", "it was not told: " + failure.getMessage())
                        .failure();
            }
        });
    }

    /** What the stream would refuse is refused here. */
    private static Optional<String> refusal(Tiding tiding, Desk desk) {
        long nowMs = desk.clock().millis();
        if (tiding instanceof Operation operation) {
            return Admission.of(operation, Asker.API, nowMs);
        }
        if (tiding instanceof Change change) {
            return Admission.of(change, Asker.API)
                    .or(() -> desk.dating().rejection(change, nowMs).map(Rejection::detail));
        }
        if (tiding instanceof RunReport report) {
            return report.rejection()
                    .or(() -> desk.dating().rejection(report, nowMs))
                    .map(Rejection::detail);
        }
        return Optional.empty();
    }

    private static Told episode(Kind kind, Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "by", "reason");
        String typed = request.pathParam("episodeId");
        Visible visible = Visible.of(request);
        AlertEntry alert =
                state.boards().ask(view -> open(view, typed, visible)).value();
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

    /** One that is known but not open, or is one of several, is a conflict; of one that is not known, the nearest are told. */
    private static AlertEntry open(Boards.View view, String typed, Visible visible) {
        try {
            return EpisodeSearch.open(
                    view.alerts().all().stream()
                            .filter(alert -> visible.has(alert.key().model()))
                            .toList(),
                    view.alerts()::isOpen,
                    typed,
                    Asker.API);
        } catch (EpisodeSearch.NotFound none) {
            String detail = String.valueOf(none.getMessage());
            throw switch (none.why()) {
                case UNKNOWN -> Problem.of(404, "unknown episode", detail).failure();
                case SEVERAL -> Problem.of(409, "several episodes", detail).failure();
                case CLOSED -> Problem.of(409, "not open", detail).failure();
            };
        }
    }

    /** What is told about what. */
    private record Head(String id, Kind kind, String model, String episodeId) {
        static Head of(Kind kind, Body body, State state) {
            String model = Parameters.known(
                    "model",
                    body.text("model"),
                    body.visible().of(state.models().names()));
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
        Operation.Span span = BodySpan.once(from, body.time("to").orElseThrow());
        return doubted(
                operation(Head.of(Kind.SILENCE, body, state), new Body.Said(body, caller, nowMs), cover, span, ""),
                state);
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
        Operation.Span span = BodySpan.ofCorrection(body, nowMs);
        return doubted(
                operation(
                        Head.of(Kind.CORRECT, body, state), new Body.Said(body, caller, nowMs), cover, span, category),
                state);
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
        Visible.of(request).require(OperationId.model(id));
        List<String> doubts = new Ending(kind, id, state, Visible.of(request)).check();
        return Told.of(
                operation(
                        new Head(id, kind, OperationId.model(id), ""),
                        new Body.Said(body, caller, state.desk().clock().millis()),
                        Operation.Cover.ALL,
                        Operation.Span.NONE,
                        ""),
                doubts);
    }

    /** At a moment of event time. */
    private static Told note(Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "model", "objective", "slice", "at", "by", "text")
                .require("model", "text");
        long nowMs = state.desk().clock().millis();
        Head head = Head.of(Kind.NOTE, body, state);
        long atMs = body.time("at").map(Instant::toEpochMilli).orElseGet(() -> newestMs(head.model(), state, nowMs));
        return doubted(
                operation(
                        head,
                        new Body.Said(body, caller, nowMs),
                        new Operation.Cover(body.text("objective"), body.text("slice"), ""),
                        new Operation.Span(atMs, atMs, "", 0, "UTC"),
                        ""),
                state);
    }

    /** Where charts of a model end: its last closed window; the clock before the first. */
    private static long newestMs(String model, State state, long nowMs) {
        Answer<Long> closed = state.models().closedThrough(model);
        if (!closed.missing().isEmpty()) {
            throw new Unavailable(
                    "how far the model is cannot be told now; say at, or ask again in a moment: model=" + model);
        }
        return closed.value() == Long.MIN_VALUE ? nowMs : closed.value();
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
        Visible visible = Visible.of(request);
        if (model.isEmpty() && visible.isBound()) {
            body.require("model");
        }
        Change change = new Change(
                name(body, "eventId").isEmpty() ? UUID.randomUUID().toString() : name(body, "eventId"),
                kind,
                model.isEmpty()
                        ? model
                        : Parameters.known(
                                "model", model, visible.of(state.models().names())),
                body.time("eventTime")
                        .map(Instant::toEpochMilli)
                        .orElse(state.desk().clock().millis()),
                name(body, "version"),
                name(body, "previousVersion"),
                body.texts("scope", Change.LONGEST_NAME),
                name(body, "subject"),
                actor(name(body, "actor"), caller.name()),
                body.text("summary"),
                body.text("link"));
        return new Told(change, change.eventId(), List.of());
    }

    private static String name(Body body, String field) {
        return body.text(field, Change.LONGEST_NAME);
    }

    /** Who did it may be another than who tells of it. */
    private static String actor(String given, String caller) {
        return given.isEmpty() || given.equals(caller) ? caller : given + " (told by " + caller + ")";
    }
}
