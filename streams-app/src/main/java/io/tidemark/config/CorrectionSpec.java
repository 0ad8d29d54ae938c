package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.slo.Correction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Time that counts for nobody's budget.
 *
 * @param name unique in the file
 * @param selector whose
 * @param span which
 * @param category why, in one word
 * @param reason why, in a sentence
 * @param by who says so
 */
public record CorrectionSpec(String name, Selector selector, Span span, Category category, String reason, String by) {
    /** Whether it takes time out of an SLO's budget, of whichever slices. */
    public boolean concerns(SloSpec slo) {
        return matches(selector.model(), slo.model()) && matches(selector.slo(), slo.name());
    }

    private static boolean matches(String pattern, String text) {
        return pattern.isEmpty() || ColumnPattern.matches(pattern, text);
    }

    /** As it is kept, for ledgers of the models that {@link Selector#model} selects. */
    public Correction kept() {
        return new Correction(
                name,
                new Correction.Selector(selector.slo(), selector.slice()),
                span.kept(),
                Correction.Category.valueOf(category.name()),
                reason,
                by);
    }

    /**
     * Whose budgets; each may be empty for all, and may have {@code *} for any run of characters.
     *
     * @param model the model
     * @param slo the SLO's name
     * @param slice the slice
     */
    public record Selector(String model, String slo, String slice) {}

    /** Which time. */
    public sealed interface Span {
        /** As it is kept. */
        Correction.When kept();

        /**
         * Once.
         *
         * @param start inclusive, event time
         * @param end exclusive
         */
        record Once(Instant start, Instant end) implements Span {
            @Override
            public Correction.When kept() {
                return new Correction.When.Once(start.toEpochMilli(), end.toEpochMilli());
            }
        }

        /**
         * Again and again.
         *
         * @param rrule RFC 5545's rule, without {@code RRULE:}
         * @param start the first one, by the clocks of {@code zone}
         * @param duration how long each lasts
         * @param zone whose clocks
         */
        record Repeating(String rrule, LocalDateTime start, Duration duration, ZoneId zone) implements Span {
            private static final String KEY = "RRULE:";

            /** Without the property's name, which calendars write before it. */
            public Repeating {
                rrule = bare(rrule);
            }

            /** A rule without the property's name. */
            public static String bare(String rule) {
                return rule.startsWith(KEY) ? rule.substring(KEY.length()) : rule;
            }

            /** What is wrong with how long each lasts, in words that follow on it; empty if nothing is. */
            Optional<String> mistakeOfDuration() {
                return Correction.When.mistakeOfDuration(duration.toMillis());
            }

            /** What is wrong with the rule, in words that follow on it; empty if nothing is. */
            Optional<String> mistakeOfRule() {
                return Correction.When.mistakeOfRule(rrule, startMs(), Long.MAX_VALUE, zone);
            }

            private long startMs() {
                return start.atZone(zone).toInstant().toEpochMilli();
            }

            @Override
            public Correction.When kept() {
                return new Correction.When.Recurring(startMs(), Long.MAX_VALUE, rrule, duration.toMillis(), zone);
            }
        }
    }

    /** Why. */
    public enum Category {
        MAINTENANCE("maintenance"),
        DEPLOYMENT("deployment"),
        CHAOS("chaos"),
        OUTSIDE_HOURS("outside-hours"),
        DATA_INCIDENT("data-incident");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        /** As in files and on topics. */
        public String word() {
            return word;
        }
    }
}
