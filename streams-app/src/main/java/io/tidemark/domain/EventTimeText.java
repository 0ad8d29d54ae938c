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

    private EventTimeText() {}

    /** @throws IllegalArgumentException if it is none of these */
    public static Instant parse(String text) {
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
