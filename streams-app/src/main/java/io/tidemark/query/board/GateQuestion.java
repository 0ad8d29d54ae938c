package io.tidemark.query.board;

import io.tidemark.config.DurationText;
import io.tidemark.config.Names;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.WorldFailure;
import io.tidemark.slo.policy.Gate;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * Whether a version may be brought out.
 *
 * @param model the monitored model
 * @param purpose what somebody wants to do
 * @param exception what it is for; empty for nothing special
 * @param maxAge how old the decision may be, by the monitor's clock and ours
 */
public record GateQuestion(String model, Purpose purpose, String exception, Duration maxAge) {
    /**
     * The answer, and the decision that it is taken from.
     *
     * @param isAllowed whether it may be done
     * @param against the steps that stand against it, the furthest first
     * @param exception the exception that it is allowed by; empty if it is not by one
     */
    public record Outcome(PolicyDecision decision, boolean isAllowed, List<HeldStep> against, String exception) {
        public Outcome {
            against = List.copyOf(against);
        }

        /** Whether the answer is a yes or a no; of a promotion it may be that nobody knows. */
        public boolean isKnown(Purpose purpose) {
            return purpose != Purpose.PROMOTION || decision.promotion().answer() != PromotionState.Answer.UNKNOWN;
        }
    }

    /**
     * The answer.
     *
     * @param decisions the newest of each model
     * @throws WorldFailure if the model is unknown, or its decision is too old: nobody may take that for a yes
     */
    public Outcome answer(SortedMap<String, PolicyDecision> decisions, long nowMs, Asker asker) {
        PolicyDecision decision = decisions.get(model);
        if (decision == null) {
            String others = decisions.isEmpty()
                    ? "there are none yet"
                    : Names.suggestion(model, decisions.keySet(), "there are some for");
            throw new WorldFailure("no decision is known: model=" + model + "; " + others
                    + "; a model has one as soon as a window of one of its objectives was judged");
        }
        Duration age = Duration.ofMillis(nowMs - decision.clockTimeMs());
        if (age.compareTo(maxAge) > 0) {
            throw new WorldFailure("the decision is too old: model=" + model + ", age="
                    + DurationText.of(Duration.ofMinutes(age.toMinutes())) + ", "
                    + asker.name("--max-age=" + DurationText.of(maxAge), "maxAgeMs=" + maxAge.toMillis())
                    + "; tidemark run renews it every quarter of an hour while it is up");
        }
        Gate.Answer answer = Gate.answer(decision, purpose, exception);
        return new Outcome(decision, answer.isAllowed(), answer.against(), answer.exception());
    }
}
