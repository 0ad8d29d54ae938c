package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that can be read and never occur: they cover nothing, and stop nobody. */
class RecurrenceNeverTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYSETPOS=5;BYDAY=1MO",
                "FREQ=DAILY;UNTIL=20270101"
            })
    void aRuleThatNeverOccursCoversNothing(String rule) {
        long start = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

        Recurrence never = new Recurrence(rule, start, ZoneOffset.UTC);

        assertThat(never.lastStart(start, Instant.parse("1998-01-01T00:00:00Z").toEpochMilli()))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(never.nextStart(start)).isEmpty();
    }
}
