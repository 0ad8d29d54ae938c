package io.tidemark.http;

import static io.tidemark.http.Times.number;
import static io.tidemark.http.Times.orNull;
import static io.tidemark.http.Times.text;

import io.javalin.http.Context;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Retention;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.query.Answer;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.query.ModelFacts;
import io.tidemark.query.State;
import io.tidemark.stats.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a model is watched by: its columns, its versions, and what it is compared with. */
final class ModelDetailRoutes implements ApiServer.Routes {
    private static final String MODEL = "/api/v1/models/{model}";

    private final Sources sources;

    ModelDetailRoutes(Sources sources) {
        this.sources = sources;
    }

    /** How long counts are kept. */
    record RetentionJson(long windowsMs, long hoursMs, long daysMs) {}

    /** A version of the model. */
    record VersionJson(String version, String slice, String stage, String firstPane, String lastPane) {}

    /** A column without its grids. */
    record ColumnJson(String column, @Nullable String kind, boolean redacted) {}

    /** A column and its grids. */
    record GriddedJson(String column, @Nullable String kind, List<GridJson> grids, boolean redacted) {}

    /** A grid; {@code validFrom} null for always. */
    record GridJson(@Nullable String validFrom, String gridId, int cells) {}

    /** What the model is compared with. */
    record StateJson(String kind, String name, String state) {}

    /** A reference. */
    record ReferenceJson(
            String name,
            String kind,
            String state,
            String holdsFrom,
            String from,
            String to,
            @Nullable Long rows,
            @Nullable String expires,
            int slices,
            List<ReferenceColumnJson> columns) {}

    /** A column of a reference; {@code phi} null where it is not known. */
    record ReferenceColumnJson(String column, long n, @Nullable Double phi, String gridId) {}

    @Override
    public void addTo(Paths paths) {
        paths.shared(MODEL, Role.READ, (request, caller) -> model(request));
        paths.shared(MODEL + "/columns", Role.READ, (request, caller) -> columns(request));
        paths.shared(MODEL + "/versions", Role.READ, (request, caller) -> versions(request));
        paths.shared(MODEL + "/references", Role.READ, (request, caller) -> references(request));
    }

    private ModelFacts facts() {
        State state = sources.state();
        return new ModelFacts(state.questions(), state.monitored());
    }

    private void model(Context request) {
        Parameters.of(request);
        Answer<ModelFacts.Model> answer = facts().model(request.pathParam("model"));
        ModelFacts.Model model = answer.value();
        Monitor monitor = model.monitor();
        Retention kept = model.retention();
        Map<String, Object> json = new TreeMap<>();
        json.put("model", monitor.model());
        json.put("closedThrough", orNull(model.closedThroughMs()));
        json.put("windowMs", kept.windowMs());
        json.put("paneMs", monitor.windows().pane().toMillis());
        json.put("latenessMs", monitor.windows().lateness().toMillis());
        json.put("retention", new RetentionJson(kept.windowsMs(), kept.hoursMs(), kept.daysMs()));
        json.put(
                "stages",
                model.scopes().stream()
                        .map(scope -> word(scope.scope().stage()))
                        .distinct()
                        .toList());
        json.put(
                "labelWindowMs",
                monitor.labels().areThere() ? monitor.labels().spans().windowMs() : null);
        json.put("versions", versions(model.scopes()));
        json.put("dimensions", monitor.slices().groupings());
        json.put(
                "columns",
                model.columns().stream().map(ModelDetailRoutes::gridded).toList());
        json.put(
                "reference",
                new StateJson(
                        model.reference().kind(),
                        model.reference().name(),
                        word(model.reference().standing())));
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private static GriddedJson gridded(ModelFacts.Column column) {
        return new GriddedJson(
                column.name(),
                kind(column.kind()),
                column.grids().stream()
                        .map(grid -> new GridJson(orNull(grid.validFromMs()), grid.gridId(), grid.cells()))
                        .toList(),
                column.disclosure() == Disclosure.REDACTED);
    }

    private void columns(Context request) {
        Parameters parameters = Parameters.of(request, "q", "limit", "after");
        Answer<List<ModelFacts.Column>> answer = facts().columns(request.pathParam("model"));
        String part = parameters.text("q").toLowerCase(Locale.ROOT);
        List<ColumnJson> rest = answer.value().stream()
                .filter(column -> column.name().toLowerCase(Locale.ROOT).contains(part))
                .filter(column -> column.name().compareTo(parameters.after()) > 0)
                .map(column ->
                        new ColumnJson(column.name(), kind(column.kind()), column.disclosure() == Disclosure.REDACTED))
                .toList();
        List<ColumnJson> page = rest.subList(0, Math.min(parameters.limit(), rest.size()));
        Map<String, Object> json = new TreeMap<>();
        json.put("columns", page);
        json.put("next", page.size() < rest.size() ? page.get(page.size() - 1).column() : null);
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private void versions(Context request) {
        Parameters.of(request);
        Answer<List<ScopeProgress>> answer = facts().versions(request.pathParam("model"));
        Json.answer(
                request, new TreeMap<>(Map.of("versions", versions(answer.value()), "answer", AnswerJson.of(answer))));
    }

    private static List<VersionJson> versions(List<ScopeProgress> scopes) {
        return scopes.stream()
                .filter(known -> known.scope().isVersion())
                .map(known -> new VersionJson(
                        known.scope().version().replaceAll("\\\\(.)", "$1"),
                        known.scope().slice(),
                        word(known.scope().stage()),
                        text(known.firstPaneMs()),
                        text(known.lastPaneMs())))
                .toList();
    }

    private void references(Context request) {
        Parameters parameters = Parameters.of(request, "slice", "stage");
        Answer<List<ModelFacts.Named>> answer = facts().references(parameters.scope(request.pathParam("model")));
        List<ReferenceJson> references =
                answer.value().stream().map(ModelDetailRoutes::reference).toList();
        Json.answer(request, new TreeMap<>(Map.of("references", references, "answer", AnswerJson.of(answer))));
    }

    private static ReferenceJson reference(ModelFacts.Named named) {
        Reference reference = named.reference();
        List<ReferenceColumnJson> columns = new ArrayList<>();
        reference
                .columns()
                .forEach((name, column) -> columns.add(new ReferenceColumnJson(
                        name,
                        column.counts().valid(),
                        column.dispersion().isKnown()
                                ? number(column.dispersion().at(1))
                                : null,
                        column.counts().gridId())));
        return new ReferenceJson(
                reference.name(),
                reference.label().kind().word(),
                word(named.standing()),
                text(reference.holdsFromMs()),
                text(reference.range().startMs()),
                text(reference.range().endMs()),
                reference.label().events() > 0 ? reference.label().events() : null,
                orNull(reference.label().expiresMs()),
                reference.slices(),
                columns);
    }

    private static @Nullable String kind(Optional<ColumnKind> kind) {
        return kind.map(ModelDetailRoutes::word).orElse(null);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
