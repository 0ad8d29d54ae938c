package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.config.Monitor;
import io.tidemark.domain.AskedReference;
import io.tidemark.domain.Operation;
import io.tidemark.query.ModelFacts;
import io.tidemark.query.State;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.OperationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a reference is asked for. What comes of it is a note of the same id, and one more reference of the model. */
final class PinRoutes implements ApiServer.Routes {
    private final Sources sources;

    PinRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        ActionRoutes.add(paths, "/models/{model}/reference", Role.ADMIN, sources, PinRoutes::pin);
    }

    private static ActionRoutes.Told pin(Context request, Tokens.Caller caller, State state) {
        Body body = Body.of(request, "from", "to", "by", "reason").require("from", "to", "reason");
        Monitor monitor = state.monitored().monitor(request.pathParam("model"));
        String model = monitor.model();
        Instant from = body.time("from").orElseThrow();
        Instant to = body.time("to").orElseThrow();
        long closedThroughMs = new ModelFacts(state.questions(), state.monitored())
                .model(model)
                .value()
                .closedThroughMs();
        AskedReference.refusal(
                        from.toEpochMilli(),
                        to.toEpochMilli(),
                        monitor.windows().size().toMillis(),
                        closedThroughMs)
                .ifPresent(why -> {
                    throw Body.wrong(why);
                });
        requireNoneOpen(state.boards(), model);
        Body.Said said = new Body.Said(body, caller, state.desk().clock().millis());
        return ActionRoutes.Told.of(
                new Operation(
                        OperationId.of(model),
                        Operation.Kind.PIN,
                        model,
                        said.atMs(),
                        said.by(),
                        said.reason(),
                        "",
                        Operation.Cover.ALL,
                        new Operation.Span(from.toEpochMilli(), to.toEpochMilli(), "", 0, "UTC"),
                        ""),
                doubts(monitor));
    }

    /** One after the other: who asks for two at once would not know which of them holds. */
    private static void requireNoneOpen(Boards boards, String model) {
        Optional<Operation> open = boards.ask(view -> {
                    Collection<Operation> told = view.operations().of(model);
                    return told.stream()
                            .filter(one -> one.kind() == Operation.Kind.PIN)
                            .filter(one -> told.stream()
                                    .noneMatch(note -> note.kind() == Operation.Kind.NOTE
                                            && note.id().equals(one.id())))
                            .findFirst();
                })
                .value();
        open.ifPresent(one -> {
            throw Problem.of(
                            409,
                            "asked for already",
                            one.by() + " asked for a reference of this model, and it is not made yet: operationId="
                                    + one.id() + "; ask again when a note of that id says what came of it")
                    .failure();
        });
    }

    private static List<String> doubts(Monitor monitor) {
        return monitor.references().standard().isHeld()
                ? List.of()
                : List.of(
                        "the reference of this model moves with its windows: what is made anew is the cells that they are counted on, and windows are"
                                + " WARMING_UP until there are enough on them");
    }
}
