package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.policy.Escalation.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private static final Level FIRST = new Level("developer", 0);

    @Test
    void theStandardEscalatesPagesAlone() {
        Escalation standard = Escalation.standard();

        assertThat(standard.concerns(Severity.PAGE)).isTrue();
        assertThat(standard.concerns(Severity.TICKET)).isFalse();
        assertThat(standard.levels()).extracting(Level::afterMs).containsExactly(0L, 900_000L, 3_600_000L);
    }

    @Test
    void withoutLevelsNothingIsEscalated() {
        assertThat(Escalation.NONE.concerns(Severity.PAGE)).isFalse();
    }

    @Test
    void levelsHaveToComeOneAfterAnother() {
        assertThatThrownBy(() -> new Escalation(60_000, List.of(FIRST, new Level("lead", 0)), 1, 0, Severity.PAGE))
                .hasMessage("each level of an escalation must come later than the one before: afterMs=[0, 0]");
    }

    @Test
    void theChainBeginsAgainAtALevelThatThereIs() {
        assertThatThrownBy(() -> new Escalation(60_000, List.of(FIRST), 2, 0, Severity.PAGE))
                .hasMessage("an escalation begins again at one of its levels, the first is 1: repeatFrom=2, levels=1");
    }

    @Test
    void repeatsAreBounded() {
        assertThatThrownBy(() -> new Escalation(60_000, List.of(FIRST), 1, 101, Severity.PAGE))
                .hasMessage("an escalation's repeats must be in [0, 100]: mostRepeats=101");
        assertThatThrownBy(() -> new Escalation(1_000, List.of(FIRST), 1, 1, Severity.PAGE))
                .hasMessage("an escalation's ackTimeout must be at least a minute: ackTimeoutMs=1000");
    }
}
