package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.Mark;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.query.Answer;
import io.tidemark.query.Models;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The models, their slices, and the sources that they are watched by. */
final class ModelRoutes implements ApiServer.Routes {
    private final Sources sources;

    ModelRoutes(Sources sources) {
        this.sources = sources;
    }

    /** A model as JSON; times are ISO-8601 in UTC, null before the first window is closed. */
    record ModelJson(String model, String tenant, @Nullable String closedThrough, int slices) {}

    /** A slice as JSON. */
    record SliceJson(String slice, String stage, String firstPane, String lastPane, int emptyWindows) {}

    /** A source partition as JSON. */
    record SourceJson(String partition, @Nullable String newestEventTime, long events, String state) {}

    @Override
    public void addTo(Paths paths) {
        paths.shared("/api/v1/models", Role.READ, (request, caller) -> {
            Parameters.of(request, Visible.TENANT);
            Visible visible = Visible.of(request);
            Answer<List<Models.Model>> answer = sources.state().models().all();
            List<ModelJson> models = answer.value().stream()
                    .filter(model -> visible.has(model.name()))
                    .map(model -> new ModelJson(
                            model.name(), ModelKey.tenant(model.name()), time(model.closedThroughMs()), model.slices()))
                    .toList();
            Json.answer(request, new TreeMap<>(Map.of("models", models, "answer", AnswerJson.of(answer))));
        });
        paths.shared("/api/v1/models/{model}/slices", Role.READ, (request, caller) -> slices(request));
        paths.shared("/api/v1/sources", Role.READ, (request, caller) -> {
            Parameters.of(request);
            Answer<List<Mark>> answer = sources.state().models().sources();
            List<SourceJson> marks = answer.value().stream()
                    .map(mark -> new SourceJson(
                            mark.source(), time(mark.newestEventTimeMs()), mark.events(), word(mark.state())))
                    .toList();
            Json.answer(request, new TreeMap<>(Map.of("sources", marks, "answer", AnswerJson.of(answer))));
        });
    }

    private void slices(Context request) {
        Parameters parameters = Parameters.of(request, "limit", "after");
        String model = model(request);
        Answer<List<ScopeProgress>> answer = sources.state().models().slices(model);
        List<SliceJson> rest = answer.value().stream()
                .map(ModelRoutes::slice)
                .filter(slice -> cursor(slice).compareTo(parameters.after()) > 0)
                .sorted((left, right) -> cursor(left).compareTo(cursor(right)))
                .toList();
        List<SliceJson> page = rest.subList(0, Math.min(parameters.limit(), rest.size()));
        Map<String, Object> json = new TreeMap<>();
        json.put("model", model);
        json.put("slices", page);
        json.put("next", page.size() < rest.size() ? cursor(page.get(page.size() - 1)) : null);
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private static String cursor(SliceJson slice) {
        return slice.stage() + '/' + slice.slice();
    }

    private static SliceJson slice(ScopeProgress progress) {
        return new SliceJson(
                progress.scope().slice(),
                word(progress.scope().stage()),
                Instant.ofEpochMilli(progress.firstPaneMs()).toString(),
                Instant.ofEpochMilli(progress.lastPaneMs()).toString(),
                progress.emptyWindows());
    }

    private String model(Context request) {
        return Parameters.known(
                "model", request.pathParam("model"), sources.state().models().names());
    }

    private static @Nullable String time(long ms) {
        return ms == Long.MIN_VALUE ? null : Instant.ofEpochMilli(ms).toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
