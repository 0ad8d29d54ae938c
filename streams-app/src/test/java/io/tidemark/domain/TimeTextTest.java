package io.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeTextTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    @Test
    void durationsAreWholeInTheLargestUnitThatFits() {
        assertThat(TimeText.duration(DAY)).isEqualTo("1 d");
        assertThat(TimeText.duration(2 * DAY)).isEqualTo("2 d");
        assertThat(TimeText.duration(36 * 60 * MINUTE)).isEqualTo("36 h");
        assertThat(TimeText.duration(90 * MINUTE)).isEqualTo("90 min");
        assertThat(TimeText.duration(15 * DAY)).isEqualTo("15 d");
        assertThat(TimeText.duration(30_000)).isEqualTo("30 s");
    }

    @Test
    void instantsAreToTheMinuteInUtc() {
        assertThat(TimeText.instant(862_704_059_999L)).isEqualTo("1997-05-04 00:00Z");
    }
}
