package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Operation;
import io.tidemark.slo.Correction.When;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody may begin: recurring times that would cover nothing, or not what they say. All begin on 5 May 1997. */
class RecurrenceCheckTest {
    private static final long START = Instant.parse("1997-05-05T10:30:15Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | never occurs from 1997-05-05T10:30:15Z on, or too seldom for its FREQ to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "FREQ=MONTHLY;BYSETPOS=5;BYDAY=1MO | never occurs from 1997-05-05T10:30:15Z on, or too seldom for its FREQ to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "FREQ=DAILY;UNTIL=19970101T000000Z | never occurs from 1997-05-05T10:30:15Z on, or too seldom for its FREQ to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "FREQ=HOURLY;BYMONTH=5 | occurs too seldom for its FREQ to be followed after 1997-05-31T22:30:15Z; write it with a longer FREQ, like FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "FREQ=DAILY;BYHOUR=2;BYMINUTE=0,30 | recurs more often than hourly; write one BYMINUTE and one BYSECOND at most",
                "FREQ=HOURLY;BYSECOND=0,10 | recurs more often than hourly; write one BYMINUTE and one BYSECOND at most",
                "FREQ=HOURLY;INTERVAL=2147483647 | has an INTERVAL above 10000; write a smaller one, or another FREQ",
                "FREQ=WEEKLY;BYDAY=SU;UNTIL=20270101 | has an UNTIL without a time in UTC; write it like UNTIL=20270101T000000Z",
                "FREQ=SECONDLY | is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU",
                "every sunday | is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU",
            })
    void whatCoversNothingOrNotWhatItSaysIsRefused(String rule, String words) {
        assertThat(When.mistakeOfRule(rule, START, Long.MAX_VALUE, ZoneId.of("UTC")))
                .contains(words);
        assertThatThrownBy(() -> Correction.of(told(rule, HOUR))).hasMessage("rrule=" + rule + " " + words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY",
                "FREQ=HOURLY;INTERVAL=10000",
                "FREQ=WEEKLY;BYDAY=SU;BYHOUR=2;BYMINUTE=30;BYSECOND=0",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
                "FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "FREQ=DAILY;COUNT=1",
                "FREQ=WEEKLY;BYDAY=SU;UNTIL=20270101T000000Z",
                "FREQ=MONTHLY;BYDAY=-1FR",
            })
    void whatOccursIsTakenIn(String rule) {
        assertThat(When.mistakeOfRule(rule, START, Long.MAX_VALUE, ZoneId.of("America/New_York")))
                .isEmpty();
        assertThat(Correction.of(told(rule, HOUR)).when()).isInstanceOf(When.Recurring.class);
    }

    @Test
    void aRuleThatOccursOnlyOnceItIsOverNeverOccurs() {
        long day = START + 24 * HOUR;

        assertThat(When.mistakeOfRule("FREQ=WEEKLY;BYDAY=SU", START, day, ZoneId.of("UTC")))
                .contains(
                        "never occurs from 1997-05-05T10:30:15Z on until 1997-05-06T10:30:15Z, or too seldom for its FREQ"
                                + " to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3");
        assertThat(When.mistakeOfRule("FREQ=DAILY", Long.MAX_VALUE, Long.MAX_VALUE, ZoneId.of("UTC")))
                .contains("begins in no year from 1 to 9998: startMs=9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 31_622_400_001L, Long.MAX_VALUE, Long.MIN_VALUE})
    void whatLastsForNoTimeOrForLongerThanAYearIsRefused(long durationMs) {
        assertThatThrownBy(() -> Correction.of(told("FREQ=DAILY", durationMs)))
                .hasMessage("durationMs=" + durationMs + " must be longer than 0 and at most 366 d, 31622400000 ms");
    }

    /** Of before it was refused: a task that starts reads it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYMINUTE=0,30", "FREQ=DAILY;UNTIL=20270101"})
    void whatIsKeptAlreadyIsReadStill(String rule) {
        Correction kept = new Correction(
                "shop/1",
                Correction.Selector.ALL,
                new When.Recurring(START, Long.MAX_VALUE, rule, Long.MAX_VALUE, ZoneId.of("UTC")),
                Correction.Category.CHAOS,
                "",
                "ann");

        assertThat(CorrectionCodec.read(CorrectionCodec.write(kept))).isEqualTo(kept);
    }

    @Test
    void aLeapYearIsCoveredWhole() {
        assertThat(Correction.of(told("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", 31_622_400_000L))
                        .when())
                .isInstanceOf(When.Recurring.class);
    }

    private static Operation told(String rule, long durationMs) {
        return new Operation(
                "shop/1",
                Operation.Kind.CORRECT,
                "shop",
                START,
                "ann",
                "",
                "",
                Operation.Cover.ALL,
                new Operation.Span(START, 0, rule, durationMs, "UTC"),
                "maintenance");
    }
}
