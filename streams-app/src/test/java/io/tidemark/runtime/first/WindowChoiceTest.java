package io.tidemark.runtime.first;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowChoiceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void weeksOfBusyDataAreReadByTheDay() {
        WindowChoice choice = WindowChoice.of(traffic(Duration.ofDays(90), Duration.ofMinutes(5)), size -> 100);

        assertThat(choice.size()).isEqualTo(DAY);
        assertThat(choice.median()).isEqualTo(288); // 24 × 12
        assertThat(choice.shortText()).isEqualTo("none of 90 windows has fewer than 100 rows");
    }

    @Test
    void daysWithTooFewRowsBecomeWeeks() {
        WindowChoice choice = WindowChoice.of(traffic(Duration.ofDays(700), Duration.ofMinutes(30)), size -> 100);

        assertThat(choice.size()).isEqualTo(Duration.ofDays(7));
        assertThat(choice.rejected()).isEqualTo("of 1d 100 % of 700 windows have fewer than 100 rows");
    }

    @Test
    void longerWindowsThatWouldBeTooFewAreNotChosen() {
        WindowChoice choice = WindowChoice.of(traffic(Duration.ofDays(90), Duration.ofMinutes(30)), size -> 100);

        assertThat(choice.size()).isEqualTo(DAY);
        assertThat(choice.shortShare()).isEqualTo(1);
    }

    @Test
    void someDaysAreReadByTheHour() {
        WindowChoice choice = WindowChoice.of(traffic(Duration.ofDays(5), Duration.ofSeconds(20)), size -> 100);

        assertThat(choice.size()).isEqualTo(HOUR);
        assertThat(choice.median()).isEqualTo(180);
    }

    @Test
    void hoursAreReadByTheFewMinutes() {
        WindowChoice choice = WindowChoice.of(traffic(Duration.ofHours(6), Duration.ofSeconds(1)), size -> 100);

        assertThat(choice.size()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void referenceIsAQuarterInWholeWeeks() {
        ReferenceChoice reference = ReferenceChoice.of(traffic(Duration.ofDays(180), HOUR), DAY);

        // 180 / 4 = 45 days, in whole weeks 49
        assertThat(reference.windows()).isEqualTo(49);
        assertThat(reference.from()).isEqualTo(START);
        assertThat(reference.to()).isEqualTo(START.plus(Duration.ofDays(49)));
        assertThat(reference.rows()).isEqualTo(49 * 24);
    }

    @Test
    void referenceHasWindowsEnoughToTellHowMuchTheyVary() {
        assertThat(ReferenceChoice.of(traffic(Duration.ofHours(60), Duration.ofMinutes(1)), HOUR)
                        .windows())
                .isEqualTo(28);
    }

    @Test
    void referenceOfShortDataLeavesSomethingToJudge() {
        assertThat(ReferenceChoice.of(traffic(Duration.ofHours(9), Duration.ofMinutes(1)), HOUR)
                        .windows())
                .isEqualTo(6);
    }

    @Test
    void rowsThatGoBackAreCounted() {
        Traffic traffic = new Traffic();

        traffic.add(START.plus(DAY).toEpochMilli());
        traffic.add(START.toEpochMilli());
        traffic.add(START.plus(DAY).toEpochMilli());

        assertThat(traffic.backwards()).isOne();
        assertThat(traffic.furthestBack()).isEqualTo(DAY);
        assertThat(traffic.windows(DAY)).containsExactly(1, 2);
    }

    private static Traffic traffic(Duration length, Duration every) {
        Traffic traffic = new Traffic();
        for (Instant at = START; at.isBefore(START.plus(length)); at = at.plus(every)) {
            traffic.add(at.toEpochMilli());
        }
        return traffic;
    }
}
