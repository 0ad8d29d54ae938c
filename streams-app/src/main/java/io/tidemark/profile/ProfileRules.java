package io.tidemark.profile;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.QualityRules;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What profile needs to know of one monitor.
 *
 * @param model the monitored model
 * @param paneMs length of a pane, &gt; 0
 * @param slices combinations of dimensions that make a slice each; the slice of all and the model versions are always there
 * @param maxSlices most slices, beyond which new values are counted in {@code __other__}
 * @param watched whether the monitor watches the column of that name
 * @param declared kinds that the monitor states
 * @param patterns shapes of texts that the monitor states, by string column
 * @param allowed what values are in order, by column; others count as out of range
 * @param comparisons what other scopes are compared with
 * @param quality what is stated of whole records
 * @param requestColumns names of the request's own columns ({@link io.tidemark.domain.ReservedColumn#isOfRequest()}) that are measured; features
 *     of such a name are not
 * @param labels how predictions are graded
 */
public record ProfileRules(
        String model,
        long paneMs,
        List<List<String>> slices,
        int maxSlices,
        Predicate<String> watched,
        Map<String, ColumnKind> declared,
        Map<String, List<TextPattern>> patterns,
        Map<String, Allowed> allowed,
        Comparisons comparisons,
        QualityRules quality,
        Set<String> requestColumns,
        LabelRules labels) {
    /** Longest name of a column, in bytes; a longer one could not be written, and no person would read it. */
    public static final int LONGEST_NAME = 1_000;

    /** Rules of a monitor whose predictions no labels come for. */
    public ProfileRules(
            String model,
            long paneMs,
            List<List<String>> slices,
            int maxSlices,
            Predicate<String> watched,
            Map<String, ColumnKind> declared,
            Map<String, List<TextPattern>> patterns,
            Map<String, Allowed> allowed,
            Comparisons comparisons,
            QualityRules quality,
            Set<String> requestColumns) {
        this(
                model,
                paneMs,
                slices,
                maxSlices,
                watched,
                declared,
                patterns,
                allowed,
                comparisons,
                quality,
                requestColumns,
                LabelRules.NONE);
    }

    /** Rules without patterns, of a monitor that compares with its reference alone and states nothing of whole records. */
    public ProfileRules(
            String model,
            long paneMs,
            List<List<String>> slices,
            int maxSlices,
            Predicate<String> watched,
            Map<String, ColumnKind> declared,
            Map<String, Allowed> allowed) {
        this(
                model,
                paneMs,
                slices,
                maxSlices,
                watched,
                declared,
                Map.of(),
                allowed,
                Comparisons.NONE,
                QualityRules.NONE,
                Set.of());
    }

    /** Rules of a monitor that measures features and predictions, and nothing of the requests. */
    public ProfileRules(
            String model,
            long paneMs,
            List<List<String>> slices,
            int maxSlices,
            Predicate<String> watched,
            Map<String, ColumnKind> declared,
            Map<String, List<TextPattern>> patterns,
            Map<String, Allowed> allowed,
            Comparisons comparisons,
            QualityRules quality) {
        this(model, paneMs, slices, maxSlices, watched, declared, patterns, allowed, comparisons, quality, Set.of());
    }

    /**
     * What values of a column are in order.
     *
     * @param min smallest number; −∞ for no limit
     * @param max largest number; +∞ for no limit
     * @param values allowed texts; empty for all
     * @param pattern what a text must match as a whole
     */
    public record Allowed(double min, double max, Set<String> values, Optional<Pattern> pattern) {
        /** Everything is in order. */
        public static final Allowed ANY = new Allowed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of());

        /** Without a pattern. */
        public Allowed(double min, double max, Set<String> values) {
            this(min, max, values, Optional.empty());
        }

        /** Texts that match a pattern. */
        public static Allowed matching(Pattern pattern) {
            return new Allowed(ANY.min, ANY.max, Set.of(), Optional.of(pattern));
        }
    }
}
