package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.query.Answer;
import io.tidemark.query.State;
import io.tidemark.query.TrainingRuns;
import io.tidemark.slo.run.RunObjective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The training runs of a model, and what they say of themselves. */
final class RunRoutes implements ApiServer.Routes {
    private static final int USUAL_RUNS = 20;
    private static final int MOST_RUNS = 128;
    private static final List<String> PHASES =
            Arrays.stream(RunReport.Phase.values()).map(RunReport.Phase::word).toList();

    private final Sources sources;

    RunRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.shared("/api/v1/models/{model}/runs", Role.READ, (request, caller) -> runs(request));
        ActionRoutes.add(paths, "/runs", Role.ACT, sources, RunRoutes::report);
    }

    private void runs(Context request) {
        Parameters parameters = Parameters.of(request, "limit");
        State state = sources.state();
        String model = Parameters.known(
                "model", request.pathParam("model"), state.models().names());
        Answer<TrainingRuns.Told> answer =
                new TrainingRuns(state.questions(), state.monitored(), state.ledgers()).of(model);
        TrainingRuns.Told told = answer.value();
        List<RunObjective> objectives =
                told.objectives().stream().map(TrainingRuns.Standing::objective).toList();
        Map<String, Object> json = new TreeMap<>();
        json.put("model", model);
        json.put("known", told.runs().size());
        json.put(
                "runs",
                told.runs().stream()
                        .limit(parameters.whole("limit", USUAL_RUNS, MOST_RUNS))
                        .map(seen -> RunJson.of(seen, objectives))
                        .toList());
        json.put(
                "objectives",
                told.objectives().stream().map(RunJson.ObjectiveJson::of).toList());
        json.put("reliability", RunJson.ReliabilityJson.of(told.reliability()));
        json.put("answer", AnswerJson.of(answer));
        Json.answer(request, json);
    }

    private static ActionRoutes.Told report(Context request, Tokens.Caller caller, State state) {
        List<String> fields = new ArrayList<>(List.of(
                "model",
                "version",
                "eventId",
                "eventTime",
                "runId",
                "parentRunId",
                "phase",
                "costCurrency",
                "errorCode",
                "measures",
                "dimensions"));
        Arrays.stream(RunAmount.values()).map(RunAmount::field).forEach(fields::add);
        Body body = Body.of(request, fields.toArray(String[]::new)).require("model", "runId", "phase");
        Map<RunAmount, Double> amounts = new EnumMap<>(RunAmount.class);
        for (RunAmount amount : RunAmount.values()) {
            body.number(amount.field()).ifPresent(count -> amounts.put(amount, count));
        }
        String eventId = name(body, "eventId");
        RunReport report = new RunReport(
                Parameters.known("model", body.text("model"), state.models().names()),
                name(body, "version"),
                eventId.isEmpty() ? UUID.randomUUID().toString() : eventId,
                body.time("eventTime")
                        .map(Instant::toEpochMilli)
                        .orElse(state.desk().clock().millis()),
                new RunReport.Name(name(body, "runId"), name(body, "parentRunId")),
                RunReport.Phase.valueOf(body.word("phase", PHASES).toUpperCase(Locale.ROOT)),
                amounts,
                new RunReport.Said(
                        name(body, "costCurrency"),
                        name(body, "errorCode"),
                        body.numbers("measures", RunReport.MOST_MEASURES),
                        new TreeMap<>(body.texts("dimensions", RunReport.LONGEST))));
        return new ActionRoutes.Told(report, report.eventId(), List.of());
    }

    private static String name(Body body, String field) {
        return body.text(field, RunReport.LONGEST);
    }
}
