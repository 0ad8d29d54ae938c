package io.tidemark.slo;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * The occurrences of an RFC 5545 recurrence rule, by the clocks of a zone. They are worked out as far as somebody asks, a year at a time,
 * at most {@link #MOST} of them.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Recurrence {
    /** Most occurrences that are worked out: hourly ones for eleven years. */
    static final int MOST = 100_000;

    private static final long AHEAD_MS = Duration.ofDays(366).toMillis();

    private final RecurrenceRule rule;
    private final DateTime first;
    private long[] starts = new long[0];
    private long fromMs = Long.MAX_VALUE;
    private long untilMs = Long.MIN_VALUE;

    /**
     * A recurrence.
     *
     * @param rule the value of an {@code RRULE}: {@code FREQ=WEEKLY;BYDAY=SU}
     * @param startMs its first occurrence
     * @throws IllegalArgumentException if the rule cannot be read, or recurs more often than hourly
     */
    Recurrence(String rule, long startMs, ZoneId zone) {
        this.rule = parsed(rule);
        this.first = new DateTime(TimeZone.getTimeZone(zone), startMs);
    }

    private static RecurrenceRule parsed(String rule) {
        try {
            RecurrenceRule parsed = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (parsed.getFreq() == Freq.SECONDLY || parsed.getFreq() == Freq.MINUTELY) {
                throw new IllegalArgumentException(
                        "a correction recurs hourly at most: rrule=" + rule + "; write FREQ=HOURLY or less often");
            }
            return parsed;
        } catch (InvalidRecurrenceRuleException unreadable) {
            throw new IllegalArgumentException(
                    "not a recurrence rule of RFC 5545: rrule=" + rule + "; write one like FREQ=WEEKLY;BYDAY=SU",
                    unreadable);
        }
    }

    /** Whether the rule can be read is known once this returns. */
    static void check(String rule) {
        parsed(rule);
    }

    /** Start of the last occurrence at or before an instant; {@link Long#MIN_VALUE} if there is none. O(log occurrences). */
    long lastStart(long ms) {
        if (ms < first.getTimestamp()) {
            return Long.MIN_VALUE;
        }
        if (ms >= untilMs || Math.max(first.getTimestamp(), ms - AHEAD_MS) < fromMs) {
            long earlierMs = Math.max(first.getTimestamp(), ms - 2 * AHEAD_MS);
            workOut(Math.min(fromMs, earlierMs), Math.max(untilMs, ms + AHEAD_MS));
        }
        int at = Arrays.binarySearch(starts, ms);
        int index = at >= 0 ? at : -at - 2;
        return index < 0 ? Long.MIN_VALUE : starts[index];
    }

    private void workOut(long newFromMs, long newUntilMs) {
        long[] found = new long[64];
        int count = 0;
        try {
            RecurrenceRuleIterator occurrences = rule.iterator(first);
            occurrences.fastForward(newFromMs);
            while (occurrences.hasNext() && count < MOST && occurrences.peekMillis() < newUntilMs) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = occurrences.nextMillis();
            }
        } catch (IllegalArgumentException never) {
            // A rule that never occurs (again), as of a 30th of February: the library looks for a while and gives up.
        }
        starts = Arrays.copyOf(found, count);
        fromMs = newFromMs;
        untilMs = newUntilMs;
    }
}
