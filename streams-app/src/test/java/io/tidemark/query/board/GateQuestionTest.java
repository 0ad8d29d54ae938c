package io.tidemark.query.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GateQuestionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aModelWithoutDecisionIsNeitherAllowedNorNot() {
        assertThatThrownBy(() -> ask("flihgts", Duration.ZERO))
                .hasMessage("no decision is known: model=flihgts; did you mean flights?; a model has one as soon as a"
                        + " window of one of its objectives was judged");
    }

    @Test
    void anOldDecisionIsNone() {
        assertThatThrownBy(() -> ask("flights", Duration.ofMinutes(61)))
                .hasMessage("the decision is too old: model=flights, age=61m, --max-age=1h; tidemark run renews it"
                        + " every quarter of an hour while it is up");
    }

    @Test
    void aFreshDecisionAnswers() {
        assertThat(ask("flights", Duration.ofMinutes(60)).isAllowed()).isTrue();
    }

    private static GateQuestion.Outcome ask(String model, Duration age) {
        TreeMap<String, PolicyDecision> known = new TreeMap<>();
        known.put(
                "flights",
                new PolicyDecision(
                        "flights",
                        Freedom.FULL,
                        List.of(),
                        List.of(),
                        0,
                        NOW.minus(age).toEpochMilli()));
        return new GateQuestion(model, Purpose.DEPLOY, "", Duration.ofHours(1))
                .answer(known, NOW.toEpochMilli(), Asker.COMMAND);
    }
}
