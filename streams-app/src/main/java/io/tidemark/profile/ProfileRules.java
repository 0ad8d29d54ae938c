package io.tidemark.profile;

import io.tidemark.stats.ColumnKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What profile needs to know of one monitor.
 *
 * @param model the monitored model
 * @param paneMs length of a pane, &gt; 0
 * @param slices combinations of dimensions that make a slice each; the slice of all and the model versions are always there
 * @param maxSlices most slices, beyond which new values are counted in {@code __other__}
 * @param included columns to watch; empty for all
 * @param excluded columns not to watch
 * @param declared kinds that the monitor states
 * @param allowed what values are in order, by column; others count as out of range
 */
public record ProfileRules(
        String model,
        long paneMs,
        List<List<String>> slices,
        int maxSlices,
        Set<String> included,
        Set<String> excluded,
        Map<String, ColumnKind> declared,
        Map<String, Allowed> allowed) {
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

    /** Whether the monitor watches the column. */
    public boolean watches(String column) {
        return (included.isEmpty() || included.contains(column)) && !excluded.contains(column);
    }
}
