package io.tidemark.slo;

import io.tidemark.domain.EventTimeText;
import io.tidemark.slo.Correction.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a recurring time that somebody tells can be followed, so that none is taken in that would cover nothing, or not what it says. The library that
 * finds occurrences gives up after a thousand candidates in vain, so a rule is followed for a while to see whether it does.
 */
final class RecurrenceCheck {
    private static final int LARGEST_INTERVAL = 10_000;
    private static final int MOST_FOLLOWED = 10_000;
    private static final long FOLLOWED_MS = Duration.ofDays(30 * 366).toMillis();
    private static final String EXAMPLE = "; write one like FREQ=WEEKLY;BYDAY=SU";

    private RecurrenceCheck() {}

    /** What is wrong with a length, in words that follow on it; empty if nothing is. */
    static Optional<String> ofDuration(long durationMs) {
        return durationMs > 0 && durationMs <= When.LONGEST_MS
                ? Optional.empty()
                : Optional.of("must be longer than 0 and at most 366 d, " + When.LONGEST_MS + " ms");
    }

    /** What is wrong with a rule, in words that follow on it; empty if nothing is. At most some ten thousand occurrences are looked at. */
    static Optional<String> ofRule(String text, long startMs, long untilMs, ZoneId zone) {
        if (!EventTimeText.isReasonable(Instant.ofEpochMilli(startMs))) {
            return Optional.of("begins in no year from 1 to 9998: startMs=" + startMs);
        }
        RecurrenceRule rule;
        try {
            rule = Recurrence.parsed(text);
        } catch (IllegalArgumentException unreadable) {
            return Optional.of("is not a rule of RFC 5545 that recurs hourly at most" + EXAMPLE);
        }
        return ofParts(rule).or(() -> followed(rule, new DateTime(TimeZone.getTimeZone(zone), startMs), untilMs));
    }

    private static Optional<String> ofParts(RecurrenceRule rule) {
        if (count(rule.getByPart(Part.BYMINUTE)) * count(rule.getByPart(Part.BYSECOND)) > 1) {
            return Optional.of("recurs more often than hourly; write one BYMINUTE and one BYSECOND at most");
        }
        if (rule.getInterval() > LARGEST_INTERVAL) {
            return Optional.of("has an INTERVAL above " + LARGEST_INTERVAL + "; write a smaller one, or another FREQ");
        }
        if (rule.getUntil() != null && rule.getUntil().isAllDay()) {
            return Optional.of("has an UNTIL without a time in UTC; write it like UNTIL=20270101T000000Z");
        }
        return Optional.empty();
    }

    private static int count(@Nullable List<Integer> list) {
        return list == null ? 1 : list.size();
    }

    private static Optional<String> followed(RecurrenceRule rule, DateTime first, long untilMs) {
        long startMs = first.getTimestamp();
        long lastMs = Long.MIN_VALUE;
        try {
            RecurrenceRuleIterator occurrences = rule.iterator(first);
            for (int i = 0; i < MOST_FOLLOWED && occurrences.hasNext(); i++) {
                long ms = occurrences.nextMillis();
                if (ms >= untilMs || ms > startMs + FOLLOWED_MS) {
                    break;
                }
                lastMs = ms;
            }
        } catch (IllegalArgumentException | IllegalStateException given) {
            return Optional.of(lastMs == Long.MIN_VALUE ? never(startMs, untilMs) : seldom(lastMs));
        }
        return lastMs == Long.MIN_VALUE ? Optional.of(never(startMs, untilMs)) : Optional.empty();
    }

    private static String never(long startMs, long untilMs) {
        String until = untilMs == Long.MAX_VALUE ? "" : " until " + Instant.ofEpochMilli(untilMs);
        return "never occurs from " + Instant.ofEpochMilli(startMs) + " on" + until
                + ", or too seldom for its FREQ to be followed" + EXAMPLE + ", or FREQ=YEARLY;BYMONTH=12;BYHOUR=3";
    }

    private static String seldom(long lastMs) {
        return "occurs too seldom for its FREQ to be followed after " + Instant.ofEpochMilli(lastMs)
                + "; write it with a longer FREQ, like FREQ=YEARLY;BYMONTH=12;BYHOUR=3";
    }
}
