package io.tidemark.slo.policy;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a decision answers to somebody who wants to bring a version out. */
public final class Gate {
    private Gate() {}

    /**
     * An answer.
     *
     * @param isAllowed whether it may be done
     * @param against the steps that stand against it, the furthest first; they do so where an exception holds, too
     * @param exception the exception that it is allowed by; empty if it is not by one
     */
    public record Answer(boolean isAllowed, List<HeldStep> against, String exception) {
        public Answer {
            against = List.copyOf(against);
        }
    }

    /**
     * The answer. A decision that forbids without a step that this build knows to forbid shows all of its steps.
     *
     * @param exception what the change is for; empty for nothing special
     */
    public static Answer answer(PolicyDecision decision, Purpose purpose, String exception) {
        if (decision.allows(purpose)) {
            return new Answer(true, List.of(), "");
        }
        List<HeldStep> against = decision.reasons().stream()
                .filter(step -> limits(purpose).stream()
                        .anyMatch(limit -> step.actions().contains(limit.word())))
                .toList();
        boolean isExcepted =
                purpose != Purpose.PROMOTION && decision.exceptions().contains(exception);
        boolean isOfSteps = purpose != Purpose.PROMOTION;
        return new Answer(
                isExcepted, against.isEmpty() && isOfSteps ? decision.reasons() : against, isExcepted ? exception : "");
    }

    private static Set<Action> limits(Purpose purpose) {
        return switch (purpose) {
            case DEPLOY -> EnumSet.of(Action.CANARY_ONLY, Action.FREEZE_DEPLOYS);
            case PROMOTE, PROMOTION -> EnumSet.of(Action.HOLD_PROMOTIONS, Action.CANARY_ONLY, Action.FREEZE_DEPLOYS);
            case CANARY -> EnumSet.of(Action.FREEZE_DEPLOYS);
        };
    }
}
