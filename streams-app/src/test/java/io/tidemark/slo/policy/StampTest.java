package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final long MINUTE = 60_000;

    @Test
    void theSameDecisionIsSaidAgainAfterAQuarterOfAnHour() {
        Stamp stamp = Stamp.of(decision(0.5, Freedom.FULL, 0));

        assertThat(stamp.isOutdatedBy(Stamp.of(decision(0.6, Freedom.FULL, 15 * MINUTE - 1))))
                .isFalse();
        assertThat(stamp.isOutdatedBy(Stamp.of(decision(0.6, Freedom.FULL, 15 * MINUTE))))
                .isTrue();
        assertThat(stamp.isOld(15 * MINUTE - 1)).isFalse();
        assertThat(stamp.isOld(15 * MINUTE)).isTrue();
    }

    @Test
    void anotherDecisionIsSaidAtOnce() {
        Stamp stamp = Stamp.of(decision(0.5, Freedom.FULL, 0));

        assertThat(stamp.isOutdatedBy(Stamp.of(decision(0.5, new Freedom(true, true, true, false), 1))))
                .isTrue();
        assertThat(Stamp.NONE.isOutdatedBy(Stamp.of(decision(0.5, Freedom.FULL, 1))))
                .isTrue();
    }

    @Test
    void bytesGoThereAndBack() {
        Stamp stamp = Stamp.of(decision(0.5, Freedom.FULL, 7));

        assertThat(Stamp.fromBytes(stamp.toBytes())).isEqualTo(stamp);
        assertThatThrownBy(() -> Stamp.fromBytes(new byte[] {2}))
                .hasMessage("cannot read the stamp of a decision: version=2, readable versions=1..1; run with the newer"
                        + " build, or delete the store to rebuild it from readings");
    }

    private static PolicyDecision decision(double consumed, Freedom freedom, long clockMs) {
        HeldStep step = new HeldStep("a", "default", 0.5, consumed, 0.45, "ticket", List.of(), List.of(), 3);
        return new PolicyDecision("fraud", freedom, List.of(step), List.of(), clockMs, clockMs);
    }
}
