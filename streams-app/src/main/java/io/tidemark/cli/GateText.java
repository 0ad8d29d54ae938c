package io.tidemark.cli;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.TimeText;
import io.tidemark.runtime.GateCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the gate says, for people and for machines: in the same words. */
final class GateText {
    private GateText() {}

    static String verb(Purpose purpose) {
        return switch (purpose) {
            case DEPLOY -> "be deployed";
            case PROMOTE -> "be promoted";
            case CANARY -> "go to a canary";
        };
    }

    /** The answer, what stands against it, and what would help. */
    static List<String> lines(GateCheck.Question question, GateCheck.Outcome outcome) {
        PolicyDecision decision = outcome.decision();
        List<HeldStep> against = outcome.against();
        List<String> lines = new ArrayList<>();
        lines.add(question.model() + (outcome.isAllowed() ? " may " : " may not ") + verb(question.purpose())
                + because(outcome) + "; budgets as of " + TimeText.instant(decision.metricTimeMs()));
        (against.isEmpty() ? decision.reasons() : against).forEach(step -> lines.add("  " + line(step)));
        if (outcome.isAllowed() && decision.freedom().isReviewRequired()) {
            lines.add("a review is required first");
        }
        if (!outcome.isAllowed() && !decision.exceptions().isEmpty()) {
            lines.add("allowed all the same, with --exception: " + String.join(", ", decision.exceptions()));
        }
        if (!outcome.isAllowed() && !question.exception().isEmpty()) {
            lines.add("no exception is made of " + question.exception());
        }
        return lines;
    }

    private static String because(GateCheck.Outcome outcome) {
        if (!outcome.exception().isEmpty()) {
            return ": an exception is made of " + outcome.exception();
        }
        if (!outcome.isAllowed()) {
            return "";
        }
        int held = outcome.decision().reasons().size();
        return held == 0
                ? ": no step entered"
                : held == 1
                        ? ": the step that holds is not against it"
                        : ": none of the " + held + " steps that hold is against it";
    }

    /** {@code on-time: 143 % of the budget used; policy default, step 100 % since …: freezeDeploys; ends below 95 %}. */
    private static String line(HeldStep step) {
        return step.objective() + ": " + percent(step.consumed()) + " of the budget used; policy " + step.policy()
                + ", step " + percent(step.threshold()) + " since " + TimeText.instant(step.sinceMs()) + ": "
                + (step.actions().isEmpty() ? "no actions" : String.join(", ", step.actions())) + "; ends below "
                + percent(step.endsBelow());
    }

    static String percent(double share) {
        double percent = Math.round(share * 1000) / 10.0;
        return (percent == Math.rint(percent)
                        ? String.format(Locale.ROOT, "%,.0f", percent)
                        : String.format(Locale.ROOT, "%,.1f", percent))
                + " %";
    }

    /** One object on one line. */
    static String json(GateCheck.Question question, GateCheck.Outcome outcome) {
        PolicyDecision decision = outcome.decision();
        return String.format(
                Locale.ROOT,
                "{\"model\":%s,\"for\":%s,\"allowed\":%b,\"exception\":%s,\"deploysAllowed\":%b,\"promotionsAllowed\":%b,"
                        + "\"canaryOnly\":%b,\"reviewRequired\":%b,\"against\":%s,\"reasons\":%s,\"exceptions\":%s,"
                        + "\"metricTime\":\"%s\",\"clockTime\":\"%s\"}",
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
                Instant.ofEpochMilli(decision.clockTimeMs()));
    }

    private static String steps(List<HeldStep> steps) {
        return steps.stream().map(GateText::step).collect(Collectors.joining(",", "[", "]"));
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
