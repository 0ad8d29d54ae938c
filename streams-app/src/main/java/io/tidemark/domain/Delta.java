package io.tidemark.domain;

import io.tidemark.stats.grid.Counts;
import java.util.SortedMap;

/**
 * What one source partition saw of one scope in one pane since the last commit, unmerged.
 *
 * @param scope model, stage and slice
 * @param paneStartMs start of the pane, event time
 * @param profile the counts
 */
public record Delta(Scope scope, long paneStartMs, Profile profile) implements Partial {
    /** A delta of these columns. */
    public static Delta of(Scope scope, long paneStartMs, Rows rows, SortedMap<String, Counts> columns) {
        return new Delta(scope, paneStartMs, new Profile(rows, columns));
    }
}
