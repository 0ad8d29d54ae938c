package io.tidemark.runtime;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.WorldFailure;
import io.tidemark.query.board.Asker;
import io.tidemark.query.board.GateQuestion;
import io.tidemark.serde.DecisionDeserializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;

/** Asks the decisions topic whether a version may be brought out. What it cannot say is a failure: nobody may take it for a yes. */
public final class GateCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private GateCheck() {}

    /**
     * The answer.
     *
     * @throws WorldFailure if the cluster does not answer, the model is unknown, or its decision is too old
     */
    public static GateQuestion.Outcome ask(GateQuestion question, AppSettings settings, Clock clock) {
        Topics topics = new Topics(settings.applicationId(), Map.of());
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, topics.subjects());
        SortedMap<String, PolicyDecision> decisions =
                new DecisionsTopic(settings, topics.decisions(), DecisionDeserializer.of(registry), PATIENCE).read();
        return question.answer(decisions, clock.millis(), Asker.COMMAND);
    }
}
