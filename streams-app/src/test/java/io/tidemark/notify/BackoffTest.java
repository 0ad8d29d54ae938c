package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), new SplittableRandom(1));

    @Test
    void waitsDoubleUpToTheLongest() {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.waitMs(1, 0)).isBetween(250L, 500L);
            assertThat(backoff.waitMs(4, 0)).isBetween(2_000L, 4_000L);
            assertThat(backoff.waitMs(1_000, 0)).isBetween(30_000L, 60_000L);
        }
    }

    @Test
    void whatIsAskedIsHonouredUpToTenMinutes() {
        assertThat(backoff.waitMs(1, 90_000)).isEqualTo(90_000);
        assertThat(backoff.waitMs(1, 86_400_000)).isEqualTo(600_000);
        assertThat(backoff.waitMs(1_000, 1)).isGreaterThanOrEqualTo(30_000);
    }
}
