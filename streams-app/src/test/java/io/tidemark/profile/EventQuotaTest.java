package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventQuotaTest {
    private static List<Boolean> take(EventQuota quota, long... times) {
        List<Boolean> taken = new ArrayList<>();
        for (long time : times) {
            taken.add(quota.takes(time));
        }
        return taken;
    }

    @Test
    void theFirstOfEachTenSecondsAreTaken() {
        EventQuota quota = new EventQuota(2);

        assertThat(take(quota, 0, 9_999, 9_999, 10_000, 10_001, 19_999, 20_000))
                .containsExactly(true, true, false, true, true, false, true);
        assertThat(quota.takeRefused()).isEqualTo(2);
        assertThat(quota.takeRefused()).isZero();
    }

    @Test
    void anOlderRecordCountsInTheNewestSpan() {
        assertThat(take(new EventQuota(2), 50_000, 10_000, 10_000, 59_999, 60_000))
                .containsExactly(true, true, false, false, true);
    }

    /** By the records alone: a task that starts anew at a span decides as the one before it would have. */
    @Test
    void aReplayMeasuresTheSame() {
        long[] times = new long[300];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1_000L * (i / 3);
        }

        List<Boolean> whole = take(new EventQuota(7), times);

        EventQuota before = new EventQuota(7);
        List<Boolean> inTwo = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            inTwo.add(before.takes(times[i]));
        }
        EventQuota after = new EventQuota(7);
        for (int i = 150; i < 300; i++) {
            inTwo.add(after.takes(times[i]));
        }
        assertThat(inTwo).isEqualTo(whole);
        assertThat(whole).filteredOn(taken -> taken).hasSize(70);
    }

    @Test
    void everyPartitionHasItsShareAndAtLeastOne() {
        assertThat(new TenantRules("ads", Set.of("t"), 1, 1, 5_000, 8).eventsOfSpan())
                .isEqualTo(6_250);
        assertThat(new TenantRules("ads", Set.of("t"), 1, 1, 1, 64).eventsOfSpan())
                .isEqualTo(1);
    }
}
