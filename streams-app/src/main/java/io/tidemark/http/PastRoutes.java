package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.query.board.NewestBoard;
import io.tidemark.query.board.Posted;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was changed, and what happened to models, budgets and objectives. */
final class PastRoutes implements ApiServer.Routes {
    private final Sources sources;

    PastRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/changes", Role.READ, (request, caller) -> changes(request));
        paths.get("/api/v1/annotations", Role.READ, (request, caller) -> annotations(request));
    }

    /** A list that is asked for. */
    private record Asked(Parameters parameters, Wanted wanted, String kind, Wanted.Times times) {
        static Asked of(Context request, Sources sources, Class<? extends Enum<?>> kinds) {
            Parameters parameters =
                    Parameters.of(request, Visible.TENANT, "model", "from", "to", "kind", "limit", "after");
            return new Asked(
                    parameters,
                    Wanted.ofModel(parameters, sources),
                    Wanted.word(parameters, "kind", Wanted.words(kinds)),
                    Wanted.Times.of(parameters));
        }

        boolean isKind(Enum<?> one) {
            return kind.isEmpty() || kind.equalsIgnoreCase(one.name());
        }

        <T> Map<String, Object> page(String name, Stream<Posted<T>> found, Function<Posted<T>, String> cursor) {
            Page<Posted<T>> page = Page.of(found.sorted(Comparator.comparing(cursor)), cursor, parameters, Page.NEWEST);
            return BoardAnswer.page(
                    name,
                    page.items().stream()
                            .map(one -> BoardAnswer.raw(one.line()))
                            .toList(),
                    page.next());
        }

        /** Of a model, what concerns all models too. */
        <T> Stream<Posted<T>> of(NewestBoard<Posted<T>> board, Function<T, String> model) {
            Visible visible = wanted.visible();
            return (wanted.model().isEmpty() ? board.all().stream() : board.concerning(wanted.model()))
                    .filter(one -> visible.has(model.apply(one.value())));
        }
    }

    private void changes(Context request) {
        Asked asked = Asked.of(request, sources, Change.Kind.class);
        BoardAnswer.answer(
                request,
                sources.state().boards(),
                view -> asked.page(
                        "changes",
                        asked.of(view.changes(), Change::model)
                                .filter(change -> asked.isKind(change.value().kind())
                                        && asked.times().has(change.value().atMs())),
                        change -> Page.newest(
                                change.value().atMs(), change.value().eventId())));
    }

    private void annotations(Context request) {
        Asked asked = Asked.of(request, sources, Annotation.Kind.class);
        BoardAnswer.answer(
                request,
                sources.state().boards(),
                view -> asked.page(
                        "annotations",
                        asked.of(view.annotations(), note -> note.subject().model())
                                .filter(note -> asked.isKind(note.value().kind())
                                        && asked.times()
                                                .meets(
                                                        note.value().times().fromMs(),
                                                        note.value().times().toMs())),
                        note -> Page.newest(
                                note.value().times().fromMs(), note.value().id())));
    }
}
