package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.domain.VersionLineage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a decision says of promotion and lineage survives its topic. */
class DecisionRoundTripTest {
    private static final PolicyDecision BARE =
            new PolicyDecision("m", PolicyDecision.Freedom.FULL, List.of(), List.of("security"), 5, 6);

    private static PolicyDecision sent(PolicyDecision decision) {
        Registry registry = new Registry("mock://decisions");
        int id = registry.register("decisions", io.tidemark.schemas.PolicyDecision.getClassSchema());
        byte[] bytes = Objects.requireNonNull(new DecisionSerializer(id).serialize("decisions", decision));
        return DecisionDeserializer.of(registry).deserialize("decisions", bytes);
    }

    @Test
    void promotionAndVersionsAreReadAsTheyWereWritten() {
        PolicyDecision full = BARE.with(new PromotionState(
                        Lifecycle.EXPERIMENTAL,
                        "v2",
                        Answer.NO,
                        List.of(new Criterion("load", Answer.NO, "no"), new Criterion("data", Answer.UNKNOWN, "?")),
                        77,
                        "demote"))
                .with(List.of(new VersionLineage("v2", "r1", "succeeded", 1, 2, 3, 4, "found", 5, 6, 7)));

        assertThat(sent(full)).isEqualTo(full);
    }

    @Test
    void modelOfWhichTheFileSaysNothingHasNoLifecycle() {
        assertThat(sent(BARE)).isEqualTo(BARE);
    }
}
