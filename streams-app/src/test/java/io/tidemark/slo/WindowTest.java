package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.slo.Window.Calendar;
import io.tidemark.slo.Window.Span;
import io.tidemark.slo.Window.Unit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @Test
    void rollingWindowEndsNow() {
        Window week = new Window.Rolling(7 * DAY);

        assertThat(week.at(10 * DAY)).isEqualTo(new Span(3 * DAY, 10 * DAY));
    }

    @Test
    void monthWithAChangeOfClocksIsAnHourShort() { // (k)
        Window month = new Calendar(1, Unit.MONTH, LocalDateTime.parse("2020-01-01T00:00"), ZoneId.of("Europe/Berlin"));

        Span march = month.at(ms("2026-03-15T12:00:00Z"));
        Span october = month.at(ms("2026-10-15T12:00:00Z"));

        // 29 March 2026 02:00 → 03:00, 25 October 03:00 → 02:00
        assertThat(march).isEqualTo(new Span(ms("2026-02-28T23:00:00Z"), ms("2026-03-31T22:00:00Z")));
        assertThat(march.lengthMs()).isEqualTo(743 * HOUR);
        assertThat(october.lengthMs()).isEqualTo(745 * HOUR);
    }

    @Test
    void periodEndsWhereTheNextBegins() {
        Window quarter = new Calendar(1, Unit.QUARTER, LocalDateTime.parse("2026-01-01T00:00"), ZoneId.of("UTC"));

        assertThat(quarter.at(ms("2026-03-31T23:59:59Z")).endMs()).isEqualTo(ms("2026-04-01T00:00:00Z"));
        assertThat(quarter.at(ms("2026-04-01T00:00:00Z")).startMs()).isEqualTo(ms("2026-04-01T00:00:00Z"));
    }

    @Test
    void periodsBeforeTheStartCountToo() {
        Window week = new Calendar(1, Unit.WEEK, LocalDateTime.parse("2026-11-23T00:00"), ZoneId.of("UTC"));

        assertThat(week.at(ms("2026-11-22T12:00:00Z")))
                .isEqualTo(new Span(ms("2026-11-16T00:00:00Z"), ms("2026-11-23T00:00:00Z")));
    }

    @Test
    void monthsFromTheLastDayDoNotCreep() {
        Window month = new Calendar(1, Unit.MONTH, LocalDateTime.parse("2026-01-31T00:00"), ZoneId.of("UTC"));

        assertThat(month.at(ms("2026-03-01T00:00:00Z")))
                .isEqualTo(new Span(ms("2026-02-28T00:00:00Z"), ms("2026-03-31T00:00:00Z")));
    }

    @Test
    void timeThatTheClocksLeaveOutIsTheFirstAfterIt() {
        Window day = new Calendar(1, Unit.DAY, LocalDateTime.parse("2026-03-01T02:30"), ZoneId.of("Europe/Berlin"));

        // 02:30 does not exist on 29 March: 03:30 summer time is meant
        assertThat(day.at(ms("2026-03-29T12:00:00Z")).startMs()).isEqualTo(ms("2026-03-29T01:30:00Z"));
    }

    @Test
    void burnRatesAreReckonedWithUsualLengths() {
        ZoneId utc = ZoneId.of("UTC");
        LocalDateTime start = LocalDateTime.parse("2026-01-01T00:00");

        assertThat(new Calendar(1, Unit.MONTH, start, utc).lengthMs()).isEqualTo(30 * DAY);
        assertThat(new Calendar(2, Unit.WEEK, start, utc).lengthMs()).isEqualTo(14 * DAY);
        assertThat(new Calendar(1, Unit.QUARTER, start, utc).longestMs()).isEqualTo(92 * DAY + 2 * HOUR);
    }

    @Test
    void calendarOfNothingIsRefused() {
        assertThatThrownBy(() -> new Calendar(0, Unit.DAY, LocalDateTime.parse("2026-01-01T00:00"), ZoneId.of("UTC")))
                .hasMessage("a calendar window must have one or more units: count=0");
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
