package io.tidemark.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.VersionLineage;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.GateQuestion;
import io.tidemark.query.board.GateText;
import io.tidemark.query.board.Posted;
import io.tidemark.query.board.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a model may do while its error budgets stand as they do. */
final class GateRoutes implements ApiServer.Routes {
    private static final int AN_HOUR_MS = 3_600_000;
    private static final int A_WEEK_MS = 7 * 24 * AN_HOUR_MS;

    private final Sources sources;

    GateRoutes(Sources sources) {
        this.sources = sources;
    }

    /** A step that stands against it, as in a decision. */
    record StepJson(
            String objective,
            String policy,
            @Nullable Double threshold,
            @Nullable Double consumed,
            @Nullable Double endsBelow,
            String severity,
            List<String> actions,
            @JsonProperty("notify") List<String> roles,
            String since) {
        static StepJson of(HeldStep step) {
            return new StepJson(
                    step.objective(),
                    step.policy(),
                    BoardAnswer.finite(step.threshold()),
                    BoardAnswer.finite(step.consumed()),
                    BoardAnswer.finite(step.endsBelow()),
                    step.severity(),
                    step.actions(),
                    step.roles(),
                    Instant.ofEpochMilli(step.sinceMs()).toString());
        }
    }

    /** Where a version comes from, as the API tells it: the same as in a decision. */
    private record VersionJson(
            @JsonProperty("version") String version,
            @JsonProperty("run") String run,
            @JsonProperty("runEnd") String runEnd,
            @JsonProperty("runEnded") String runEnded,
            @JsonProperty("rows") long rows,
            @JsonProperty("dataFrom") String dataFrom,
            @JsonProperty("dataTo") String dataTo,
            @JsonProperty("findings") String findings,
            @JsonProperty("deployed") String deployed,
            @JsonProperty("servedFrom") String servedFrom,
            @JsonProperty("servedTo") String servedTo) {
        static VersionJson of(VersionLineage of) {
            return new VersionJson(
                    of.version(),
                    of.run(),
                    of.runEnd(),
                    time(of.runEndedMs()),
                    of.rows(),
                    time(of.dataFromMs()),
                    time(of.dataToMs()),
                    of.findings(),
                    time(of.deployedMs()),
                    time(of.servedFromMs()),
                    time(of.servedToMs()));
        }

        private static String time(long ms) {
            return Instant.ofEpochMilli(ms).toString();
        }
    }

    /** A criterion of a promotion, as the API tells it. */
    private record CriterionJson(
            @JsonProperty("name") String name,
            @JsonProperty("met") String met,
            @JsonProperty("evidence") String evidence) {
        static CriterionJson of(PromotionState.Criterion criterion) {
            return new CriterionJson(criterion.name(), criterion.answer().word(), criterion.evidence());
        }
    }

    @Override
    public void addTo(Paths paths) {
        paths.get("/api/v1/models/{model}/decision", Role.READ, (request, caller) -> decision(request));
        paths.get("/api/v1/models/{model}/lineage", Role.READ, (request, caller) -> lineage(request));
        paths.get("/api/v1/models/{model}/gate", Role.READ, (request, caller) -> gate(request));
    }

    private String model(Context request) {
        return Parameters.known(
                "model", request.pathParam("model"), sources.state().models().names());
    }

    private void decision(Context request) {
        Parameters.of(request);
        String model = model(request);
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Posted<PolicyDecision> decision = view.decisions().get(model);
            Map<String, Object> json = new HashMap<>();
            json.put("decision", decision == null ? null : BoardAnswer.raw(decision.line()));
            return json;
        });
    }

    private void lineage(Context request) {
        Parameters.of(request);
        String model = model(request);
        BoardAnswer.answer(request, sources.state().boards(), view -> {
            Posted<PolicyDecision> decision = view.decisions().get(model);
            List<VersionLineage> versions =
                    decision == null ? List.of() : decision.value().versions();
            Map<String, Object> json = new HashMap<>();
            json.put("versions", versions.stream().map(VersionJson::of).toList());
            return json;
        });
    }

    /** Has no tag: it depends on the clock. */
    private void gate(Context request) {
        Parameters parameters = Parameters.of(request, "purpose", "exception", "maxAgeMs");
        GateQuestion question = new GateQuestion(
                model(request),
                parameters.constant("purpose", Purpose.DEPLOY),
                parameters.text("exception"),
                Duration.ofMillis(parameters.whole("maxAgeMs", AN_HOUR_MS, A_WEEK_MS)));
        Boards.Told<SortedMap<String, PolicyDecision>> told = sources.state()
                .boards()
                .ask(view -> {
                    SortedMap<String, PolicyDecision> decisions = new TreeMap<>();
                    view.decisions().forEach((model, decision) -> decisions.put(model, decision.value()));
                    return decisions;
                });
        GateQuestion.Outcome outcome = outcome(question, told);
        Map<String, Object> json = new TreeMap<>();
        json.put("allowed", outcome.isAllowed());
        json.put("purpose", question.purpose().name().toLowerCase(Locale.ROOT));
        json.put("reasons", outcome.against().stream().map(StepJson::of).toList());
        json.put("exceptions", outcome.decision().exceptions());
        json.put("text", String.join("\n", GateText.lines(question, outcome, Asker.API)));
        if (question.purpose() == Purpose.PROMOTION) {
            PromotionState promotion = outcome.decision().promotion();
            json.put("lifecycle", promotion.lifecycle().word());
            json.put("candidate", promotion.candidate());
            json.put("eligible", promotion.answer().word());
            json.put("recommendation", promotion.recommendation());
            json.put(
                    "criteria",
                    promotion.criteria().stream().map(CriterionJson::of).toList());
        }
        json.put("board", BoardAnswer.BoardJson.of(told.standing()));
        Json.answer(request, json);
    }

    /** A decision that may have been overtaken by one that is still to be read says nothing. */
    private GateQuestion.Outcome outcome(GateQuestion question, Boards.Told<SortedMap<String, PolicyDecision>> told) {
        if (!told.standing().isWhole()) {
            throw cannotSay("decisions are still being read, or cannot be: missing topics="
                    + told.standing().missing() + ", records to be read="
                    + told.standing().behind() + outOfReach(told.standing()));
        }
        try {
            return question.answer(told.value(), sources.state().desk().clock().millis(), Asker.API);
        } catch (WorldFailure unknown) {
            throw cannotSay(String.valueOf(unknown.getMessage()));
        }
    }

    private static String outOfReach(Standing standing) {
        return standing.behindSinceMs() == Long.MIN_VALUE
                ? ""
                : ", topics out of reach since=" + Instant.ofEpochMilli(standing.behindSinceMs());
    }

    private static Problem.Failure cannotSay(String why) {
        return Problem.of(503, "cannot say", why + "; take it that it may not").failure();
    }
}
