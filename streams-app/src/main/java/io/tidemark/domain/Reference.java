package io.tidemark.domain;

import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.RowsReference;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one slice's windows are compared with: counts of a range of event time on frozen grids, and how much its windows vary.
 *
 * @param id hash of the range and the grids, the same for all slices of a pin
 * @param scope model, stage and slice
 * @param range the event time it was made of, on window boundaries
 * @param validFromMs from which event time on it holds
 * @param slices how many slices the pin found, for the count of tests
 * @param rows events in a window
 * @param columns counts and dispersion by column
 */
public record Reference(
        String id,
        Scope scope,
        TimeWindow range,
        long validFromMs,
        int slices,
        RowsReference rows,
        SortedMap<String, ColumnReference> columns)
        implements Intake {
    public Reference {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }
}
