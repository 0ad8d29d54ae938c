package io.tidemark.query.board;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the gate says, for people. */
public final class GateText {
    private GateText() {}

    /** {@code be deployed}. */
    public static String verb(Purpose purpose) {
        return switch (purpose) {
            case DEPLOY -> "be deployed";
            case PROMOTE -> "be promoted";
            case CANARY -> "go to a canary";
            case PROMOTION -> "become a production model";
        };
    }

    /** The answer, what stands against it, and what would help. */
    public static List<String> lines(GateQuestion question, GateQuestion.Outcome outcome, Asker asker) {
        if (question.purpose() == Purpose.PROMOTION) {
            return promotion(question, outcome.decision());
        }
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
            lines.add("allowed all the same, with " + asker.name("--exception", "exception") + ": "
                    + String.join(", ", decision.exceptions()));
        }
        if (!outcome.isAllowed() && !question.exception().isEmpty()) {
            lines.add("no exception is made of " + question.exception());
        }
        return lines;
    }

    /** {@code fraud v3 is eligible for promotion since …}, and a line a criterion. */
    private static List<String> promotion(GateQuestion question, PolicyDecision decision) {
        PromotionState promotion = decision.promotion();
        String version = promotion.candidate().isEmpty() ? "" : " " + promotion.candidate();
        String since = promotion.sinceMs() == 0 ? "" : " since " + TimeText.instant(promotion.sinceMs());
        String answer =
                switch (promotion.answer()) {
                    case YES -> " is eligible for promotion" + since;
                    case NO -> " is not eligible for promotion" + since;
                    case UNKNOWN -> " cannot be said to be eligible for promotion";
                };
        List<String> lines = new ArrayList<>();
        lines.add(question.model() + version + answer + "; it is "
                + promotion.lifecycle().word() + "; as of " + TimeText.instant(decision.metricTimeMs()));
        int width = promotion.criteria().stream()
                .mapToInt(criterion -> criterion.name().length())
                .max()
                .orElse(0);
        promotion
                .criteria()
                .forEach(criterion -> lines.add(String.format(
                                Locale.ROOT,
                                "  %-7s  %-" + Math.max(1, width) + "s  %s",
                                criterion.answer().word(),
                                criterion.name(),
                                criterion.evidence())
                        .stripTrailing()));
        if (!promotion.hasCriteria()) {
            lines.add("  its monitor file has no criteria; write promotion: {met: [data]}");
        }
        if (!promotion.recommendation().isEmpty()) {
            lines.add("recommended: " + promotion.recommendation());
        }
        return lines;
    }

    private static String because(GateQuestion.Outcome outcome) {
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

    /** {@code 41.5 %}. */
    public static String percent(double share) {
        double percent = Math.round(share * 1000) / 10.0;
        return (percent == Math.rint(percent)
                        ? String.format(Locale.ROOT, "%,.0f", percent)
                        : String.format(Locale.ROOT, "%,.1f", percent))
                + " %";
    }
}
