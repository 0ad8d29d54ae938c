package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Method;
import io.tidemark.slo.Goal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotLengthTest {
    // 30 d are 43,200 min: 7 does not divide it, 6 does. 28 d are 40,320 min: 7 does. 90 d are 129,600: at least 3 min
    // a slot for 45,000.
    @ParameterizedTest
    @CsvSource({
        "P30D, PT1S, PT1M",
        "P30D, PT15S, PT1M",
        "P30D, PT1M, PT1M",
        "P30D, PT7M, PT6M",
        "P28D, PT7M, PT7M",
        "P30D, PT1H, PT1H",
        "P30D, P1D, P1D",
        "P90D, PT1M, PT1M",
        "P1D, P3D, PT12H"
    })
    void rowsAreKeptAtTheirOwnResolution(Duration window, Duration resolution, Duration slot) {
        Goal goal = new Goal(0.99, window.toMillis(), Method.OCCURRENCES, window.toMillis() / 10);

        Goal fitted = SlotLength.fitted(goal, resolution.toMillis());

        assertThat(Duration.ofMillis(fitted.slotMs())).isEqualTo(slot);
    }

    @Test
    void slicesOfTimeStayAsTheyAre() {
        Goal goal = new Goal(0.99, Duration.ofDays(28).toMillis(), Method.TIMESLICES, 3_600_000);

        assertThat(SlotLength.fitted(goal, 60_000)).isSameAs(goal);
    }
}
