package io.tidemark.runtime;

import io.tidemark.config.DurationText;
import io.tidemark.config.Names;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PolicyDecision.Purpose;
import io.tidemark.domain.WorldFailure;
import io.tidemark.serde.DecisionDeserializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.slo.policy.Gate;
import io.tidemark.topology.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Asks the decisions topic whether a version may be brought out. What it cannot say is a failure: nobody may take it for a yes. */
public final class GateCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private GateCheck() {}

    /**
     * What somebody asks.
     *
     * @param model the monitored model
     * @param purpose what they want to do
     * @param exception what it is for; empty for nothing special
     * @param maxAge how old the decision may be, by the monitor's clock and ours
     */
    public record Question(String model, Purpose purpose, String exception, Duration maxAge) {}

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
    }

    /**
     * The answer.
     *
     * @throws WorldFailure if the cluster does not answer, the model is unknown, or its decision is too old
     */
    public static Outcome ask(Question question, AppSettings settings, Clock clock) {
        Topics topics = new Topics(settings.applicationId(), Map.of());
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, topics.subjects());
        SortedMap<String, PolicyDecision> decisions =
                new DecisionsTopic(settings, topics.decisions(), DecisionDeserializer.of(registry), PATIENCE).read();
        return answer(question, decisions, clock);
    }

    /** As {@link #ask}, of decisions that were read. */
    static Outcome answer(Question question, SortedMap<String, PolicyDecision> decisions, Clock clock) {
        PolicyDecision decision = decisions.get(question.model());
        if (decision == null) {
            String others = decisions.isEmpty()
                    ? "there are none yet"
                    : Names.suggestion(question.model(), decisions.keySet(), "there are some for");
            throw new WorldFailure("no decision is known: model=" + question.model() + "; " + others
                    + "; a model has one as soon as a window of one of its objectives was judged");
        }
        Duration age = Duration.ofMillis(clock.millis() - decision.clockTimeMs());
        if (age.compareTo(question.maxAge()) > 0) {
            throw new WorldFailure("the decision is too old: model=" + question.model() + ", age="
                    + DurationText.of(Duration.ofMinutes(age.toMinutes())) + ", --max-age="
                    + DurationText.of(question.maxAge())
                    + "; tidemark run renews it every quarter of an hour while it is up");
        }
        Gate.Answer answer = Gate.answer(decision, question.purpose(), question.exception());
        return new Outcome(decision, answer.isAllowed(), answer.against(), answer.exception());
    }
}
