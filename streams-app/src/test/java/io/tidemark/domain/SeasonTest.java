package io.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Season.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static List<String> before(Season season, String start, Duration length) {
        long startMs = Instant.parse(start).toEpochMilli();
        return season.before(new TimeWindow(startMs, startMs + length.toMillis())).stream()
                .map(span -> Instant.ofEpochMilli(span.startMs()) + "/" + Duration.ofMillis(span.lengthMs()))
                .toList();
    }

    @Test
    void hourOfDayIsTheSameHourOfTheDaysBefore() {
        assertThat(before(
                        new Season(Phase.HOUR_OF_DAY, 2, ZoneOffset.UTC), "2026-03-10T09:00:00Z", Duration.ofHours(1)))
                .containsExactly("2026-03-09T09:00:00Z/PT1H", "2026-03-08T09:00:00Z/PT1H");
    }

    @Test
    void hourOfWeekGoesBackByWeeks() {
        assertThat(before(
                        new Season(Phase.HOUR_OF_WEEK, 2, ZoneOffset.UTC), "2026-03-10T09:00:00Z", Duration.ofHours(4)))
                .containsExactly("2026-03-03T09:00:00Z/PT4H", "2026-02-24T09:00:00Z/PT4H");
    }

    @Test
    void shortWindowsStandForTheirWholeHourOrDay() {
        assertThat(before(
                        new Season(Phase.HOUR_OF_DAY, 1, ZoneOffset.UTC),
                        "2026-03-10T09:15:00Z",
                        Duration.ofMinutes(15)))
                .containsExactly("2026-03-09T09:00:00Z/PT1H");
        assertThat(before(
                        new Season(Phase.DAY_OF_WEEK, 1, ZoneOffset.UTC), "2026-03-10T23:00:00Z", Duration.ofHours(1)))
                .containsExactly("2026-03-03T00:00:00Z/PT24H");
    }

    @Test
    void spanOfSeveralCyclesGoesBackByAsManyWithoutOverlap() {
        assertThat(before(
                        new Season(Phase.HOUR_OF_DAY, 2, ZoneOffset.UTC), "2026-03-10T00:00:00Z", Duration.ofHours(32)))
                .containsExactly("2026-03-08T00:00:00Z/PT32H", "2026-03-06T00:00:00Z/PT32H");
    }

    /** Clocks in Paris went from 02:00 to 03:00 on 2026-03-29. */
    @Test
    void nineOClockStaysNineOClockWhenClocksChange() {
        assertThat(before(new Season(Phase.HOUR_OF_DAY, 2, PARIS), "2026-03-30T07:00:00Z", Duration.ofHours(1)))
                .containsExactly("2026-03-29T07:00:00Z/PT1H", "2026-03-28T08:00:00Z/PT1H");
    }

    @Test
    void nameSaysPhaseAndCycles() {
        assertThat(new Season(Phase.HOUR_OF_WEEK, 4, PARIS).name()).isEqualTo("seasonal:hour-of-week:4");
    }
}
