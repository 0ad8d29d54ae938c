package io.tidemark.runtime.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.Vitals.Rates;
import io.tidemark.query.Vitals.Restoring;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecentRatesTest {
    private final RecentRates rates = new RecentRates();

    @Test
    void oneLookIsNoRate() {
        rates.look(0, 100, 10);

        assertThat(rates.now()).isEqualTo(new Rates(0, 0));
    }

    @Test
    void onlyTheLastMinuteCounts() {
        for (int i = 0; i <= 24; i++) {
            long events = i <= 12 ? 1_000_000L * i : 12_000_000 + 50L * (i - 12);
            rates.look(5_000L * i, events, i);
        }

        // fifty events and a delta every five seconds, after a flood that is a minute ago
        assertThat(rates.now()).isEqualTo(new Rates(10, 0.2));
    }

    @Test
    void restoresAreThereUntilTheyEnd() {
        Restores restores = new Restores();
        TopicPartition changelog = new TopicPartition("app-profiles-changelog", 3);

        restores.onRestoreStart(changelog, "profiles", 100, 400);
        restores.onBatchRestored(changelog, "profiles", 250, 150);
        restores.onBatchRestored(changelog, "profiles", 260, 10);

        assertThat(restores.now()).containsExactly(new Restoring("profiles", 3, 160, 300));
        restores.onRestoreEnd(changelog, "profiles", 300);
        assertThat(restores.now()).isEmpty();
    }
}
