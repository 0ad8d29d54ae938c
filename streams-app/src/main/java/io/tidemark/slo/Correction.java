package io.tidemark.slo;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.Operation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A time that shall not count against a budget, declared by a person or a tool. Its slots stay stored, and are taken out when they are
 * read: ending the correction brings them back.
 *
 * @param id by which it is ended
 * @param selector what it covers
 * @param when the time
 * @param category what it is for
 * @param reason why, in a sentence
 * @param by who declared it
 */
public record Correction(String id, Selector selector, When when, Category category, String reason, String by) {
    /**
     * What an operation declares, for whoever takes it in. Of an unknown category it is one for maintenance.
     *
     * @param operation of kind CORRECT
     * @throws IllegalArgumentException if its time or rule makes no sense, or cannot be followed
     * @throws java.time.DateTimeException if its time zone is none
     */
    public static Correction of(Operation operation) {
        return new Correction(
                operation.id(),
                new Selector(operation.cover().objective(), operation.cover().slice()),
                When.of(operation.span()),
                Category.orMaintenance(operation.category()),
                operation.reason(),
                operation.by());
    }

    /**
     * Which ledgers of a model.
     *
     * @param objective an objective's id, in which {@code *} stands for any run of characters; empty for all
     * @param slice a slice's name, in which {@code *} as the last character stands for any rest; empty for all
     */
    public record Selector(String objective, String slice) {
        /** All of them. */
        public static final Selector ALL = new Selector("", "");

        /** Whether it selects a ledger. */
        public boolean selects(String objectiveId, String sliceName) {
            return hasObjective(objectiveId) && hasSlice(sliceName);
        }

        private boolean hasObjective(String id) {
            return objective.isEmpty() || ColumnPattern.matches(objective, id);
        }

        private boolean hasSlice(String name) {
            boolean isOpen = slice.endsWith("*");
            return slice.isEmpty()
                    || (isOpen ? name.startsWith(slice.substring(0, slice.length() - 1)) : name.equals(slice));
        }
    }

    /** What a correction is for. */
    public enum Category {
        MAINTENANCE,
        DEPLOYMENT,
        CHAOS,
        OUTSIDE_HOURS,
        DATA_INCIDENT;

        /** The category of a word; maintenance if there is none. */
        static Category orMaintenance(String word) {
            return Arrays.stream(values())
                    .filter(category -> category.word().equals(word))
                    .findFirst()
                    .orElse(MAINTENANCE);
        }

        /** The word in files and on topics: {@code outside-hours}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Event time that a correction covers. */
    public sealed interface When {
        /** Longest recurrence that somebody may begin, in milliseconds: with it a year is covered whole. */
        long LONGEST_MS = Duration.ofDays(366).toMillis();

        /** Longest recurrence that is followed, in milliseconds: one may be kept from before the longest was bounded. */
        long LONGEST_FOLLOWED_MS = 2 * LONGEST_MS;

        /**
         * When an operation holds that somebody tells.
         *
         * @throws IllegalArgumentException if it is empty, or cannot be followed
         * @throws java.time.DateTimeException if its time zone is none
         */
        static When of(Operation.Span span) {
            long endMs = span.endMs() == 0 ? Long.MAX_VALUE : span.endMs();
            if (span.recurrence().isEmpty()) {
                return new Once(span.startMs(), endMs);
            }
            ZoneId zone = ZoneId.of(span.timeZone());
            mistakeOfDuration(span.durationMs()).ifPresent(words -> {
                throw new IllegalArgumentException("durationMs=" + span.durationMs() + " " + words);
            });
            mistakeOfRule(span.recurrence(), span.startMs(), endMs, zone).ifPresent(words -> {
                throw new IllegalArgumentException("rrule=" + span.recurrence() + " " + words);
            });
            return new Recurring(span.startMs(), endMs, span.recurrence(), span.durationMs(), zone);
        }

        /** From when it holds, the first time. */
        long startMs();

        /** Until when, exclusive; {@link Long#MAX_VALUE} for ever. */
        long endMs();

        /** Whether it covers an instant of event time. */
        boolean holdsAt(long ms);

        /** The first start at or after an instant; empty if there is none. */
        OptionalLong nextStart(long ms);

        /** Why nobody may begin one that lasts so long each time, in words that follow on the length; empty if there is no reason. */
        static Optional<String> mistakeOfDuration(long durationMs) {
            return RecurrenceCheck.ofDuration(durationMs);
        }

        /** Why nobody may begin one of a rule, in words that follow on it; empty if there is no reason. Looks at ten thousand occurrences at most. */
        static Optional<String> mistakeOfRule(String rule, long startMs, long untilMs, ZoneId zone) {
            return RecurrenceCheck.ofRule(rule, startMs, untilMs, zone);
        }

        /**
         * Once.
         *
         * @param startMs inclusive
         * @param endMs exclusive, > startMs
         */
        record Once(long startMs, long endMs) implements When {
            /** @throws IllegalArgumentException if it is empty */
            public Once {
                if (endMs <= startMs) {
                    throw new IllegalArgumentException(
                            "a correction must end after it starts: startMs=" + startMs + ", endMs=" + endMs);
                }
            }

            @Override
            public boolean holdsAt(long ms) {
                return startMs <= ms && ms < endMs;
            }

            @Override
            public OptionalLong nextStart(long ms) {
                return ms <= startMs ? OptionalLong.of(startMs) : OptionalLong.empty();
            }
        }

        /**
         * Again and again. What is kept may be one that {@link When#mistakeOfRule} would not let begin: it is followed as far as it can be.
         *
         * @param startMs from when on
         * @param untilMs from when on no more; {@link Long#MAX_VALUE} for never
         * @param rule an RRULE of RFC 5545, hourly at most
         * @param durationMs how long each time, > 0
         * @param zone by whose clocks
         */
        record Recurring(long startMs, long untilMs, String rule, long durationMs, ZoneId zone) implements When {
            /** @throws IllegalArgumentException if the rule cannot be read, or the duration is not positive */
            public Recurring {
                if (durationMs <= 0) {
                    throw new IllegalArgumentException(
                            "a recurring correction needs a duration: durationMs=" + durationMs);
                }
                Recurrence.read(rule);
            }

            @Override
            public long endMs() {
                return untilMs;
            }

            @Override
            public boolean holdsAt(long ms) {
                long earliest = Math.max(startMs, ms - Math.min(durationMs, LONGEST_FOLLOWED_MS) + 1);
                return ms < untilMs && new Recurrence(rule, startMs, zone).lastStart(earliest, ms) != Long.MIN_VALUE;
            }

            @Override
            public OptionalLong nextStart(long ms) {
                OptionalLong next = new Recurrence(rule, startMs, zone).nextStart(ms);
                return next.isPresent() && next.getAsLong() < untilMs ? next : OptionalLong.empty();
            }
        }
    }
}
