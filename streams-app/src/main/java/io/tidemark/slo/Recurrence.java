package io.tidemark.slo;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * The occurrences of an RFC 5545 recurrence rule, by the clocks of a zone. They are worked out where somebody asks, a page of event time at a time, so
 * that there may be any number of them; of the pages the {@value #MOST_PAGES} that were asked for last are kept.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Recurrence {
    private static final long PAGE_MS = Duration.ofDays(32).toMillis();
    private static final int MOST_PAGES = 64;
    private static final int MOST_KEPT = 200_000;

    private final RecurrenceRule rule;
    private final DateTime first;
    private final Map<Long, long[]> pages = new LinkedHashMap<>(16, 0.75f, true);
    private int kept;

    /**
     * A recurrence.
     *
     * @param rule the value of an {@code RRULE}: {@code FREQ=WEEKLY;BYDAY=SU}
     * @param startMs from when on it occurs
     * @throws IllegalArgumentException if the rule cannot be read, or its FREQ is more often than hourly
     */
    Recurrence(String rule, long startMs, ZoneId zone) {
        this.rule = parsed(rule);
        this.first = new DateTime(TimeZone.getTimeZone(zone), startMs);
    }

    static RecurrenceRule parsed(String rule) {
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

    /** Refuses a rule that cannot be read: less than {@link RecurrenceCheck}, which is for rules that are told anew. */
    static void read(String rule) {
        parsed(rule);
    }

    /**
     * Start of the last occurrence of a stretch of time; {@link Long#MIN_VALUE} if there is none. O(pages of it, log occurrences of a page).
     *
     * @param earliestMs inclusive
     * @param ms inclusive
     */
    long lastStart(long earliestMs, long ms) {
        long from = Math.max(first.getTimestamp(), earliestMs);
        for (long page = Math.floorDiv(ms, PAGE_MS); ms >= from && page >= Math.floorDiv(from, PAGE_MS); page--) {
            long[] starts = page(page);
            int at = Arrays.binarySearch(starts, ms);
            int index = at >= 0 ? at : -at - 2;
            if (index >= 0) {
                return starts[index] < from ? Long.MIN_VALUE : starts[index];
            }
        }
        return Long.MIN_VALUE;
    }

    private long[] page(long number) {
        long[] known = pages.get(number);
        if (known != null) {
            return known;
        }
        long[] starts = workOut(number * PAGE_MS, (number + 1) * PAGE_MS);
        pages.put(number, starts);
        kept += starts.length;
        while (pages.size() > MOST_PAGES || kept > MOST_KEPT && pages.size() > 1) {
            Map.Entry<Long, long[]> eldest = pages.entrySet().iterator().next();
            kept -= eldest.getValue().length;
            pages.remove(eldest.getKey());
        }
        return starts;
    }

    private long[] workOut(long fromMs, long untilMs) {
        long[] found = new long[8];
        int count = 0;
        try {
            RecurrenceRuleIterator occurrences = rule.iterator(first);
            occurrences.fastForward(fromMs);
            while (occurrences.hasNext() && occurrences.peekMillis() < untilMs) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = occurrences.nextMillis();
            }
        } catch (IllegalArgumentException | IllegalStateException never) {
            // A rule that never occurs (again), as of a 30th of February: the library looks for a while and gives up.
        }
        return Arrays.copyOf(found, count);
    }

    /** Start of the first occurrence at or after an instant; empty if there is none, or none can be found. */
    OptionalLong nextStart(long ms) {
        try {
            RecurrenceRuleIterator occurrences = rule.iterator(first);
            occurrences.fastForward(ms);
            return occurrences.hasNext() ? OptionalLong.of(occurrences.peekMillis()) : OptionalLong.empty();
        } catch (IllegalArgumentException | IllegalStateException never) {
            return OptionalLong.empty();
        }
    }
}
