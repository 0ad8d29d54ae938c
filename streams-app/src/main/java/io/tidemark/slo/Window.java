package io.tidemark.slo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Over what time a budget runs: the last so many days, or a period of a calendar. */
public sealed interface Window {
    /** The length that burn rates are reckoned with, in milliseconds; > 0. */
    long lengthMs();

    /** The longest that the window may be, in milliseconds; ≥ {@link #lengthMs}. */
    long longestMs();

    /** The window that an instant belongs to: of a rolling one, the one that ends there. */
    Span at(long nowMs);

    /**
     * From, up to but without.
     *
     * @param startMs inclusive, event time
     * @param endMs exclusive, > startMs
     */
    record Span(long startMs, long endMs) {
        public long lengthMs() {
            return endMs - startMs;
        }
    }

    /**
     * Ends now, always.
     *
     * @param lengthMs how long, > 0
     */
    record Rolling(long lengthMs) implements Window {
        @Override
        public long longestMs() {
            return lengthMs;
        }

        @Override
        public Span at(long nowMs) {
            return new Span(nowMs - lengthMs, nowMs);
        }
    }

    /**
     * Ends where a clock on the wall says so, and then begins anew: {@code 1M} from the first of a month, {@code 1w} from a Monday.
     *
     * <p>Period number n begins at start + n · count units by the calendar, counted from the start and not from the period before, so
     * that months from the 31st on do not creep to the 28th. A local time that a change of clocks leaves out is the first one after
     * it; of one that occurs twice the earlier is meant.
     *
     * @param count units in a period, > 0
     * @param unit what of
     * @param start where some period begins, by the clocks of {@code zone}; periods before it count too
     * @param zone whose clocks, a region of the IANA database or an offset
     */
    record Calendar(int count, Unit unit, LocalDateTime start, ZoneId zone) implements Window {
        private static final long LONGEST_SHIFT_MS = Duration.ofHours(2).toMillis();

        /** @throws IllegalArgumentException if the count is not positive */
        public Calendar {
            if (count <= 0) {
                throw new IllegalArgumentException("a calendar window must have one or more units: count=" + count);
            }
        }

        /** The usual length: a month is 30 days, a quarter 90, a year 365. */
        @Override
        public long lengthMs() {
            return count * unit.usual.toMillis();
        }

        @Override
        public long longestMs() {
            return count * unit.longest.toMillis() + LONGEST_SHIFT_MS;
        }

        /** O(1). */
        @Override
        public Span at(long nowMs) {
            LocalDateTime now = LocalDateTime.ofInstant(Instant.ofEpochMilli(nowMs), zone);
            long number = Math.floorDiv(unit.between(start, now), count);
            while (beginMs(number) > nowMs) {
                number--;
            }
            while (beginMs(number + 1) <= nowMs) {
                number++;
            }
            return new Span(beginMs(number), beginMs(number + 1));
        }

        private long beginMs(long number) {
            return unit.plus(start, number * count).atZone(zone).toInstant().toEpochMilli();
        }
    }

    /** What calendars count in. */
    enum Unit {
        DAY(ChronoUnit.DAYS, 1, 1, 1),
        WEEK(ChronoUnit.WEEKS, 1, 7, 7),
        MONTH(ChronoUnit.MONTHS, 1, 30, 31),
        QUARTER(ChronoUnit.MONTHS, 3, 90, 92),
        YEAR(ChronoUnit.YEARS, 1, 365, 366);

        private final ChronoUnit chrono;
        private final int times;
        private final Duration usual;
        private final Duration longest;

        Unit(ChronoUnit chrono, int times, int usualDays, int longestDays) {
            this.chrono = chrono;
            this.times = times;
            this.usual = Duration.ofDays(usualDays);
            this.longest = Duration.ofDays(longestDays);
        }

        private LocalDateTime plus(LocalDateTime from, long units) {
            return from.plus(units * times, chrono);
        }

        private long between(LocalDateTime from, LocalDateTime to) {
            return Math.floorDiv(chrono.between(from, to), times);
        }
    }
}
