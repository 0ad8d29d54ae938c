package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CappedTest {
    @Test
    void outageOfALowTargetPagesSoonerWithTheCap() {
        // 90 %: 14.4 would be 1.44 times all rows, so only 6 over 6 h is left, 60 % of 360 min; with the cap 5 is half
        // of an hour.
        double without = new Capped(0.90, Capped.Cap.NONE).medianMinutes(1, 3);
        double with = new Capped(0.90, Capped.Cap.HALF).medianMinutes(1, 3);

        assertThat(without).isBetween(205.0, 225.0);
        assertThat(with).isBetween(25.0, 35.0);
    }
}
