package io.tidemark.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** An instant as people and programs write it: {@code 2001-06-12T13:58Z}, with another offset, a date in UTC, or milliseconds. */
public final class EventTimeText {
    private static final Pattern MILLISECONDS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** The first instant that a person may write. */
    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The instant that those end before that a person may write. */
    public static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private EventTimeText() {}

    /** Whether a person may write it: what lies beyond is a mistake, and some of it no number of milliseconds. */
    public static boolean isReasonable(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /** @throws IllegalArgumentException if it is none of these, or of no year from 1 to 9998 */
    public static Instant parse(String text) {
        Instant time = read(text);
        if (!isReasonable(time)) {
            throw new IllegalArgumentException("not a time of the years 1 to 9998: " + text);
        }
        return time;
    }

    private static Instant read(String text) {
        try {
            if (MILLISECONDS.matcher(text).matches()) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("not a time: " + text, wrong);
        }
    }
}
