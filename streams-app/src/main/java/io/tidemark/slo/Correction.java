package io.tidemark.slo;

import io.tidemark.domain.Operation;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

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
     * What an operation declares.
     *
     * @param operation of kind CORRECT
     * @throws IllegalArgumentException if its time, category or rule makes no sense
     */
    public static Correction of(Operation operation) {
        Operation.Span span = operation.span();
        When when = span.recurrence().isEmpty()
                ? new When.Once(span.startMs(), span.endMs())
                : new When.Recurring(
                        span.startMs(),
                        span.endMs() == 0 ? Long.MAX_VALUE : span.endMs(),
                        span.recurrence(),
                        span.durationMs(),
                        ZoneId.of(span.timeZone()));
        return new Correction(
                operation.id(),
                new Selector(operation.cover().objective(), operation.cover().slice()),
                when,
                Category.of(operation.category()),
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
            String[] parts = objective.split("\\*", -1);
            StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                pattern.append(".*").append(Pattern.quote(parts[i]));
            }
            return objective.isEmpty() || id.matches(pattern.toString());
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

        /**
         * The category of a word.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Category of(String word) {
            return Arrays.stream(values())
                    .filter(category -> category.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a correction has no such category: category="
                            + word + ", categories="
                            + Arrays.stream(values()).map(Category::word).toList()));
        }

        /** The word in files and on topics: {@code outside-hours}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Event time that a correction covers. */
    public sealed interface When {
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
        }

        /**
         * Again and again.
         *
         * @param startMs the first time
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
                Recurrence.check(rule);
            }
        }
    }
}
