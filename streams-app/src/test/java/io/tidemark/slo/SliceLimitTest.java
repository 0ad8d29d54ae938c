package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Scope;
import org.junit.jupiter.api.Test;

class SliceLimitTest {
    @Test
    void whatIsBeyondTheLimitIsOneSliceAndCounted() { // (q)
        SliceLimit limit = new SliceLimit(SliceLimit.USUAL);
        int named = 0;

        for (int slice = 0; slice < 1_500; slice++) {
            named += limit.keptAs("user=" + slice).equals(Scope.OTHER) ? 0 : 1;
        }

        assertThat(named).isEqualTo(1_000);
        assertThat(limit.overflowing()).isEqualTo(500);
        assertThat(limit.keptAs("user=7")).isEqualTo("user=7");
        assertThat(limit.keptAs(Scope.ALL)).isEqualTo(Scope.ALL);
    }

    @Test
    void whatWasAddedUpBeforeKeepsItsNameAndTakesNobodysPlace() {
        SliceLimit limit = new SliceLimit(1);

        assertThat(limit.keptAs("user=__other__")).isEqualTo("user=__other__");
        assertThat(limit.keptAs("user=7")).isEqualTo("user=7");
        assertThat(limit.keptAs("a=__other__,b=__other__")).isEqualTo("a=__other__,b=__other__");
        assertThat(limit.keptAs("user=an__other__")).isEqualTo(Scope.OTHER);
        assertThat(limit.overflowing()).isEqualTo(1);
    }

    @Test
    void negativeLimitIsRefused() {
        assertThatThrownBy(() -> new SliceLimit(-1)).hasMessage("a limit of slices must not be negative: most=-1");
    }
}
