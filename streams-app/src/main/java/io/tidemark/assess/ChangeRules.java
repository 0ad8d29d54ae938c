package io.tidemark.assess;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.DetectorRule;
import io.tidemark.stats.grid.Grid;
import java.util.List;
import java.util.Map;

/**
 * The detectors of a monitor.
 *
 * @param rules which, on what
 * @param paneMs length of a pane, which is what they are told
 */
public record ChangeRules(List<DetectorRule> rules, long paneMs) {
    /** No detectors. */
    public static final ChangeRules NONE = new ChangeRules(List.of(), 1);

    public ChangeRules {
        rules = List.copyOf(rules);
    }

    /** Sequences of a slice that are watched: each rule on each of its columns. */
    long sequences(Map<String, Grid> grids) {
        long sequences = 0;
        for (DetectorRule rule : rules) {
            sequences += rule.of() == DetectorRule.Of.VOLUME ? 1 : 0;
            for (Map.Entry<String, Grid> column : grids.entrySet()) {
                sequences += isOf(rule, column.getKey(), column.getValue()) ? 1 : 0;
            }
        }
        return sequences;
    }

    /** Whether a rule speaks of a column: named, and of a kind that has such a quantity. */
    static boolean isOf(DetectorRule rule, String column, Grid grid) {
        return rule.fits(grid.kind()) && ColumnPattern.anyMatches(rule.columns(), column);
    }

    /** Tests that they make in a window: one a pane and sequence, in every slice. */
    long testsInWindow(Map<String, Grid> grids, int slices, long windowMs) {
        return sequences(grids) * slices * (windowMs / paneMs);
    }
}
