package io.tidemark.config;

import io.tidemark.domain.EventTimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Points of time as people write them. */
final class Dates {
    private Dates() {}

    /** With a zone, or a day, which begins in UTC; the epoch if it is neither. */
    static Instant instant(Field field, String example) {
        String text = field.text("").replace(' ', 'T');
        try {
            Instant time = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneId.of("UTC")).toInstant();
            if (!EventTimeText.isReasonable(time)) {
                field.fail("is of no year from 1 to 9998; write one like " + example);
                return Instant.EPOCH;
            }
            return time;
        } catch (DateTimeParseException e) {
            field.fail("is not a time; write one like " + example + ", or a day like 2026-11-22");
            return Instant.EPOCH;
        }
    }

    /** A day; the given one if it is none. */
    static LocalDate day(Field field, LocalDate otherwise) {
        if (!field.isPresent()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(field.text(""));
        } catch (DateTimeParseException e) {
            field.fail("is not a day; write one like 2026-11-22");
            return otherwise;
        }
    }
}
