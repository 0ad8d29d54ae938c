package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.slo.Correction.Category;
import io.tidemark.slo.Correction.Selector;
import io.tidemark.slo.Correction.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionsTest {
    private static final long HOUR = 3_600_000;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void halfASlotCoveredTakesItOut() {
        Corrections corrections = of(new When.Once(HOUR / 2, 2 * HOUR));

        assertThat(corrections.cover(0, HOUR)).isTrue();
        assertThat(corrections.cover(0, 2 * HOUR)).isTrue();
        assertThat(corrections.cover(0, 4 * HOUR)).isFalse();
        assertThat(corrections.touch(0, 4 * HOUR)).isTrue();
        assertThat(corrections.cover(2 * HOUR, 3 * HOUR)).isFalse();
    }

    @Test
    void weeklyTimesFollowTheClocksOfTheZone() {
        When sundays = new When.Recurring(
                ms("2026-03-01T01:00:00Z"), Long.MAX_VALUE, "FREQ=WEEKLY;BYDAY=SU", 2 * HOUR, BERLIN);
        Corrections corrections = of(sundays);

        // 02:00 in Berlin is 01:00 UTC in winter and 00:00 UTC in summer, from 29 March on
        assertThat(corrections.cover(ms("2026-03-22T01:00:00Z"), ms("2026-03-22T03:00:00Z")))
                .isTrue();
        assertThat(corrections.cover(ms("2026-04-05T00:00:00Z"), ms("2026-04-05T02:00:00Z")))
                .isTrue();
        assertThat(corrections.cover(ms("2026-04-05T02:00:00Z"), ms("2026-04-05T03:00:00Z")))
                .isFalse();
        assertThat(corrections.cover(ms("2026-04-06T00:00:00Z"), ms("2026-04-06T02:00:00Z")))
                .isFalse();
        assertThat(corrections.cover(ms("2036-04-06T00:00:00Z"), ms("2036-04-06T02:00:00Z")))
                .isTrue();
        assertThat(corrections.cover(ms("2026-03-01T01:00:00Z"), ms("2026-03-01T02:00:00Z")))
                .isTrue();
    }

    @Test
    void recurrenceEndsWithItsCountAndWithUntil() {
        Corrections counted = of(new When.Recurring(0, Long.MAX_VALUE, "FREQ=DAILY;COUNT=3", HOUR, ZoneId.of("UTC")));
        Corrections ended = of(new When.Recurring(0, 48 * HOUR, "FREQ=DAILY", HOUR, ZoneId.of("UTC")));

        assertThat(counted.cover(48 * HOUR, 49 * HOUR)).isTrue();
        assertThat(counted.cover(72 * HOUR, 73 * HOUR)).isFalse();
        assertThat(counted.cover(100_000 * HOUR, 100_001 * HOUR)).isFalse();
        assertThat(ended.cover(24 * HOUR, 25 * HOUR)).isTrue();
        assertThat(ended.cover(48 * HOUR, 49 * HOUR)).isFalse();
    }

    @Test
    void severalOccurrencesInOneSlotAddUp() {
        Corrections quarters = of(new When.Recurring(0, Long.MAX_VALUE, "FREQ=HOURLY", HOUR / 2, ZoneId.of("UTC")));

        assertThat(quarters.cover(0, 24 * HOUR)).isTrue();
        assertThat(quarters.cover(HOUR / 2, HOUR)).isFalse();
    }

    /** Hourly for forty years are 350,640 occurrences. */
    @Test
    void anyNumberOfOccurrencesIsCoveredInWhateverOrderTheyAreAskedFor() {
        Corrections hourly = of(new When.Recurring(0, Long.MAX_VALUE, "FREQ=HOURLY", HOUR / 2, ZoneId.of("UTC")));

        for (long year : new long[] {0, 39, 20, 1, 38, 12}) {
            long from = year * 8_766 * HOUR;
            assertThat(hourly.cover(from, from + HOUR / 2)).isTrue();
            assertThat(hourly.cover(from + HOUR / 2, from + HOUR)).isFalse();
        }
        assertThat(hourly.cover(0, 40 * 8_766 * HOUR)).isTrue();
    }

    @Test
    void oneThatLastsAYearReachesFromOneYearIntoTheNext() {
        Corrections yearly = of(new When.Recurring(
                ms("2000-01-01T00:00:00Z"), Long.MAX_VALUE, "FREQ=YEARLY", 365 * 24 * HOUR, ZoneId.of("UTC")));

        // 2000 was a leap year: its last day is left out
        assertThat(yearly.cover(ms("2000-12-30T00:00:00Z"), ms("2000-12-31T00:00:00Z")))
                .isTrue();
        assertThat(yearly.cover(ms("2000-12-31T00:00:00Z"), ms("2001-01-01T00:00:00Z")))
                .isFalse();
        assertThat(yearly.cover(ms("1999-12-31T00:00:00Z"), ms("2000-01-01T00:00:00Z")))
                .isFalse();
    }

    /** What was kept before the longest was bounded wraps around nowhere. */
    @Test
    void oneThatIsKeptForLongerThanAllTimeIsFollowedForTwoYears() {
        Corrections ages =
                of(new When.Recurring(HOUR, Long.MAX_VALUE, "FREQ=YEARLY;COUNT=1", Long.MAX_VALUE, ZoneId.of("UTC")));

        assertThat(ages.cover(2 * 365 * 24 * HOUR, 2 * 365 * 24 * HOUR + HOUR)).isTrue();
        assertThat(ages.cover(0, HOUR)).isFalse();
    }

    @Test
    void anHourEachNightDoesNotTakeEveryDayOut() {
        Corrections nightly = of(new When.Recurring(0, Long.MAX_VALUE, "FREQ=DAILY", HOUR, ZoneId.of("UTC")));

        assertThat(nightly.cover(0, 24 * HOUR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', '', true",
                "drift, '', true",
                "dr*t, country=*, true",
                "d*x, '', false",
                "'', platform=*, false"
            })
    void selectorKnowsItsLedgers(String objective, String slice, boolean selects) {
        assertThat(new Selector(objective, slice).selects("drift", "country=BR"))
                .isEqualTo(selects);
    }

    /** Tried one after the other, the ways to read it are more than a task has time for. */
    @Test
    void aPatternOfManyStarsIsReadAtOnce() {
        Selector stars = new Selector("*a".repeat(40) + "*b", "");

        assertThat(stars.selects("a".repeat(80), "*")).isFalse();
        assertThat(stars.selects("a".repeat(80) + "b", "*")).isTrue();
    }

    @Test
    void onlySelectedOnesCount() {
        Correction other = new Correction(
                "c", new Selector("volume", ""), new When.Once(0, HOUR), Category.CHAOS, "test 7", "ann");
        Corrections all = Corrections.of(List.of(other));

        assertThat(all.of("drift", "*")).isSameAs(Corrections.NONE);
        assertThat(all.of("volume", "*").all()).containsExactly(other);
        assertThat(all.of("volume", "*").hash()).isNotZero();
    }

    @Test
    void whatCannotBeReadIsExplained() {
        assertThatThrownBy(() -> new When.Recurring(0, 1, "EVERY=DAY", HOUR, BERLIN))
                .hasMessage("not a recurrence rule of RFC 5545: rrule=EVERY=DAY; write one like FREQ=WEEKLY;BYDAY=SU");
        assertThatThrownBy(() -> new When.Recurring(0, 1, "FREQ=SECONDLY", HOUR, BERLIN))
                .hasMessage("a correction recurs hourly at most: rrule=FREQ=SECONDLY; write FREQ=HOURLY or less often");
        assertThatThrownBy(() -> new When.Once(5, 5))
                .hasMessage("a correction must end after it starts: startMs=5, endMs=5");
        assertThatThrownBy(() -> new When.Recurring(0, 1, "FREQ=DAILY", 0, BERLIN))
                .hasMessage("a recurring correction needs a duration: durationMs=0");
    }

    private static Corrections of(When when) {
        return Corrections.of(List.of(new Correction("c", Selector.ALL, when, Category.MAINTENANCE, "", "ann")));
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
