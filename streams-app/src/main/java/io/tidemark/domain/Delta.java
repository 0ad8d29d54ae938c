package io.tidemark.domain;

import io.tidemark.stats.grid.Counts;
import java.util.SortedMap;

/**
 * What one source partition saw of one scope in one pane since the last commit, unmerged.
 *
 * @param scope model, stage and slice
 * @param paneStartMs start of the pane, event time
 * @param rows events of the scope in the pane
 * @param newestEventTimeMs highest event time among them
 * @param columns counts by column name
 */
public record Delta(
        Scope scope, long paneStartMs, long rows, long newestEventTimeMs, SortedMap<String, Counts> columns) {}
