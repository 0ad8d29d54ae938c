package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.Scope;
import io.tidemark.query.Answer;
import io.tidemark.query.Ledgers;
import io.tidemark.query.Promise;
import io.tidemark.query.SloBuckets;
import io.tidemark.query.SloHistory;
import io.tidemark.slo.LedgerPast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One objective: what it promises, and how it stood over time. */
final class ObjectiveRoutes implements ApiServer.Routes {
    private static final Duration USUAL_RANGE = Duration.ofHours(24);

    private final Sources sources;

    ObjectiveRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.shared("/api/v1/models/{model}/slos/{objective}", Role.READ, (request, caller) -> objective(request));
        paths.shared(
                "/api/v1/models/{model}/slos/{objective}/history", Role.READ, (request, caller) -> history(request));
    }

    private Ledgers ledgers() {
        return sources.state().ledgers();
    }

    private Promise promise(Context request) {
        String model = Parameters.known(
                "model", request.pathParam("model"), sources.state().models().names());
        refuseRuns(model, request.pathParam("objective"));
        List<Promise> promises = ledgers().of(model);
        String id = Parameters.known(
                "objective",
                request.pathParam("objective"),
                promises.stream().map(promise -> promise.objective().id()).toList());
        return promises.stream()
                .filter(promise -> promise.objective().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** They have runs, and neither slices nor windows. */
    private void refuseRuns(String model, String objective) {
        if (ledgers().runs(model).stream().anyMatch(run -> run.id().equals(objective))) {
            throw Problem.of(
                            404,
                            "an objective of training runs",
                            "it is of training runs, which have neither slices nor windows: objective=" + objective
                                    + "; how it stands, and what it says of each run, is in /api/v1/models/" + model
                                    + "/runs")
                    .failure();
        }
    }

    private void objective(Context request) {
        Parameters.of(request);
        Promise promise = promise(request);
        Answer<List<String>> slices = ledgers().slices(promise);
        Map<String, Object> json = new TreeMap<>();
        json.put("model", promise.objective().subject().model());
        json.put("objective", SloJson.objective(promise));
        json.put("slices", slices.value());
        json.put("answer", AnswerJson.of(slices));
        Json.answer(request, json);
    }

    private void history(Context request) {
        Parameters parameters = Parameters.of(request, "slice", "from", "to", "step");
        Promise promise = promise(request);
        String slice = parameters.text("slice", Scope.ALL);
        Optional<Duration> step = parameters.duration("step");
        Optional<Instant> from = parameters.time("from");
        Optional<Instant> to = parameters.time("to");
        Answer<Optional<LedgerPast>> answer = ledgers().past(promise, slice);
        LedgerPast past = answer.value().orElseThrow(() -> unknown(promise, slice));
        long toMs = to.map(Instant::toEpochMilli).orElse(past.newestEndMs());
        long fromMs = from.map(Instant::toEpochMilli).orElse(toMs - USUAL_RANGE.toMillis());
        try {
            SloBuckets buckets = step.isPresent()
                    ? SloBuckets.of(past, fromMs, toMs, step.get().toMillis())
                    : SloBuckets.of(past, fromMs, toMs);
            Map<String, Object> json = SloJson.history(promise, SloHistory.of(past, buckets));
            json.put("slice", slice);
            json.put("answer", AnswerJson.of(answer));
            Json.answer(request, json);
        } catch (SloBuckets.Misfit misfit) {
            throw Parameters.wrong(String.valueOf(misfit.getMessage()));
        }
    }

    /** There is no ledger of the slice: yet, or at all. */
    private Problem.Failure unknown(Promise promise, String slice) {
        List<String> slices = ledgers().slices(promise).value();
        if (!slices.contains(slice) && !slices.isEmpty()) {
            Parameters.known("slice", slice, slices);
        }
        return Problem.of(
                        404,
                        "no history yet",
                        "nothing was judged yet of this objective and slice: objective="
                                + promise.objective().id() + ", slice=" + slice
                                + "; ask again once a window has closed")
                .failure();
    }
}
