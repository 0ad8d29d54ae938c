package io.tidemark.profile;

import io.tidemark.domain.Comparisons;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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
        Comparisons comparisons) {
    /** Longest name of a column, in bytes; a longer one could not be written, and no person would read it. */
    public static final int LONGEST_NAME = 1_000;

    /** Rules of a monitor that compares with its reference alone. */
    public ProfileRules(
            String model,
            long paneMs,
            List<List<String>> slices,
            int maxSlices,
            Predicate<String> watched,
            Map<String, ColumnKind> declared,
            Map<String, Allowed> allowed) {
        this(model, paneMs, slices, maxSlices, watched, declared, Map.of(), allowed, Comparisons.NONE);
    }

    /**
     * What values of a column are in order.
     *
     * @param min smallest number; −∞ for no limit
     * @param max largest number; +∞ for no limit
     * @param values allowed texts; empty for all
     */
    public record Allowed(double min, double max, Set<String> values) {
        /** Everything is in order. */
        public static final Allowed ANY = new Allowed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Set.of());
    }
}
