package io.tidemark.ingest;

import io.tidemark.config.TimeFormat;
import io.tidemark.config.TimeFormat.Kind;
import io.tidemark.stats.HotPath;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Texts to event times. Times without a zone are of the stated zone: one that occurs twice (clocks set back) is the first, one
 * that never was (set forward) is read with the offset before.
 *
 * <p>Owned by one reader; not thread-safe.
 */
final class CsvTime {
    /** What {@link #parse} returns for a text that is no time; no file's event is that old. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final long DAY_MS = 86_400_000;
    private static final long QUARTER_HOUR_MS = 900_000;

    private final Kind kind;
    private final ZoneId zone;
    private final boolean isUtc;
    private final DateTimeFormatter pattern;
    private long cachedQuarter = Long.MIN_VALUE;
    private long cachedOffsetMs;

    private char[] text = new char[0];
    private int at;
    private int end;

    CsvTime(TimeFormat format, ZoneId zone) {
        this.kind = format.kind();
        this.zone = zone;
        this.isUtc = zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(LocalDateTime.MIN).equals(ZoneOffset.UTC);
        this.pattern = format.kind() == Kind.PATTERN
                ? DateTimeFormatter.ofPattern(format.pattern(), Locale.ENGLISH)
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    }

    /** Milliseconds since the epoch, or {@link #NO_TIME}. */
    @HotPath
    long parse(char[] buffer, int offset, int length) {
        text = buffer;
        at = offset;
        end = offset + length;
        return switch (kind) {
            case ISO -> iso();
            case SECONDS, MILLIS, MICROS -> epoch();
            case PATTERN -> patterned();
            case AUTO -> looksLikeDate() ? iso() : epoch();
        };
    }

    private boolean looksLikeDate() {
        return end - at >= 10 && text[at + 4] == '-';
    }

    /** A whole number, with a fraction that counts if it is one of seconds; what is below a millisecond is cut. */
    private long epoch() {
        boolean isNegative = skip('-');
        int from = at;
        long value = 0;
        while (at < end && isDigit(text[at])) {
            int digit = text[at++] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return NO_TIME;
            }
            value = value * 10 + digit;
        }
        if (at == from) {
            return NO_TIME;
        }
        boolean isSeconds = EpochTimes.isSeconds(kind, value);
        long ms = EpochTimes.ms(kind, isNegative ? -value : value);
        long fractionMs = skip('.') ? fractionDigits() : 0;
        if (at != end || ms == NO_TIME || !isSeconds) {
            return at == end ? ms : NO_TIME;
        }
        return isNegative ? ms - fractionMs : ms + fractionMs;
    }

    private long iso() {
        int year = number(4);
        boolean isDated = skip('-');
        int month = number(2);
        isDated &= skip('-');
        int day = number(2);
        if (!isDated || year < 0 || month < 1 || month > 12 || day < 1 || day > lengthOf(month, year)) {
            return NO_TIME;
        }
        long local = epochDay(year, month, day) * DAY_MS;
        if (at == end) {
            return local - offsetMs(local);
        }
        if (!skip('T') && !skip(' ') && !skip('t')) {
            return NO_TIME;
        }
        return clock(local);
    }

    private long clock(long dayMs) {
        int hour = number(2);
        boolean isTimed = skip(':');
        int minute = number(2);
        int second = 0;
        if (skip(':')) {
            second = number(2);
        }
        if (!isTimed || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NO_TIME;
        }
        long local = dayMs + ((hour * 60L + minute) * 60 + second) * 1_000 + fractionMs();
        return at == end ? local - offsetMs(local) : zoned(local);
    }

    private long fractionMs() {
        return skip('.') || skip(',') ? fractionDigits() : 0;
    }

    private long fractionDigits() {
        long ms = 0;
        int unit = 100;
        while (at < end && isDigit(text[at])) {
            ms += (text[at++] - '0') * unit;
            unit /= 10;
        }
        return ms;
    }

    /** {@code Z}, {@code +10}, {@code +10:00} or {@code +1000}, after an optional space. */
    private long zoned(long local) {
        skip(' ');
        if (skip('Z') || skip('z')) {
            return at == end ? local : NO_TIME;
        }
        boolean isEast = skip('+');
        if (!isEast && !skip('-')) {
            return NO_TIME;
        }
        int hours = number(2);
        skip(':');
        int minutes = at == end ? 0 : number(2);
        if (at != end || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NO_TIME;
        }
        long offset = (hours * 60L + minutes) * 60_000;
        return local - (isEast ? offset : -offset);
    }

    /** The next digits as a number; −1 if there are fewer. */
    private int number(int digits) {
        if (end - at < digits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits; i++) {
            char c = text[at + i];
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        at += digits;
        return number;
    }

    private boolean skip(char c) {
        boolean isThere = at < end && text[at] == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int lengthOf(int month, int year) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since the epoch by Hinnant's days_from_civil, for years from 0. */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    /** The zone's offset at a local time; looked up once for each quarter of an hour. */
    private long offsetMs(long local) {
        if (isUtc) {
            return 0;
        }
        long quarter = Math.floorDiv(local, QUARTER_HOUR_MS);
        if (quarter != cachedQuarter) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(quarter * (QUARTER_HOUR_MS / 1_000), 0, ZoneOffset.UTC);
            cachedOffsetMs = zone.getRules().getOffset(time).getTotalSeconds() * 1_000L;
            cachedQuarter = quarter;
        }
        return cachedOffsetMs;
    }

    private long patterned() {
        try {
            TemporalAccessor parsed = pattern.parse(new String(text, at, end - at));
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                return parsed.getLong(ChronoField.INSTANT_SECONDS) * 1_000 + parsed.get(ChronoField.MILLI_OF_SECOND);
            }
            if (date == null) {
                return NO_TIME;
            }
            LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
            return local.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }
}
