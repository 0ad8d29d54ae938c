package io.tidemark.cli;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.PromotionState;
import io.tidemark.query.board.GateQuestion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the gate says, for machines. */
final class GateJson {
    private GateJson() {}

    /** One object on one line. */
    static String line(GateQuestion question, GateQuestion.Outcome outcome) {
        PolicyDecision decision = outcome.decision();
        return String.format(
                Locale.ROOT,
                "{\"model\":%s,\"for\":%s,\"allowed\":%b,\"exception\":%s,\"deploysAllowed\":%b,\"promotionsAllowed\":%b,"
                        + "\"canaryOnly\":%b,\"reviewRequired\":%b,\"against\":%s,\"reasons\":%s,\"exceptions\":%s,"
                        + "\"metricTime\":\"%s\",\"clockTime\":\"%s\"%s}",
                JsonText.quote(question.model()),
                JsonText.quote(question.purpose().name().toLowerCase(Locale.ROOT)),
                outcome.isAllowed(),
                JsonText.quote(outcome.exception()),
                decision.freedom().areDeploysAllowed(),
                decision.freedom().arePromotionsAllowed(),
                decision.freedom().isCanaryOnly(),
                decision.freedom().isReviewRequired(),
                steps(outcome.against()),
                steps(decision.reasons()),
                texts(decision.exceptions()),
                Instant.ofEpochMilli(decision.metricTimeMs()),
                Instant.ofEpochMilli(decision.clockTimeMs()),
                question.purpose() == Purpose.PROMOTION ? promotion(decision.promotion()) : "");
    }

    private static String promotion(PromotionState promotion) {
        return String.format(
                Locale.ROOT,
                ",\"lifecycle\":%s,\"candidate\":%s,\"eligible\":%s,\"criteria\":%s,\"recommendation\":%s",
                JsonText.quote(promotion.lifecycle().word()),
                JsonText.quote(promotion.candidate()),
                JsonText.quote(promotion.answer().word()),
                promotion.criteria().stream().map(GateJson::criterion).collect(Collectors.joining(",", "[", "]")),
                JsonText.quote(promotion.recommendation()));
    }

    private static String criterion(PromotionState.Criterion criterion) {
        return String.format(
                Locale.ROOT,
                "{\"name\":%s,\"met\":%s,\"evidence\":%s}",
                JsonText.quote(criterion.name()),
                JsonText.quote(criterion.answer().word()),
                JsonText.quote(criterion.evidence()));
    }

    private static String steps(List<HeldStep> steps) {
        return steps.stream().map(GateJson::step).collect(Collectors.joining(",", "[", "]"));
    }

    private static String step(HeldStep step) {
        return String.format(
                Locale.ROOT,
                "{\"objective\":%s,\"policy\":%s,\"threshold\":%s,\"consumed\":%s,\"endsBelow\":%s,\"severity\":%s,"
                        + "\"actions\":%s,\"notify\":%s,\"since\":\"%s\"}",
                JsonText.quote(step.objective()),
                JsonText.quote(step.policy()),
                step.threshold(),
                step.consumed(),
                step.endsBelow(),
                JsonText.quote(step.severity()),
                texts(step.actions()),
                texts(step.roles()),
                Instant.ofEpochMilli(step.sinceMs()));
    }

    private static String texts(Collection<String> texts) {
        return texts.stream().map(JsonText::quote).collect(Collectors.joining(",", "[", "]"));
    }
}
