package io.tidemark.pin;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.grid.RowsReferenceBuilder;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The second pass for one slice: exact counts of the whole range, and of its windows one after the other, from which φ follows.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class ScopePin {
    private final Scope scope;
    private final SortedMap<String, Grid> grids;
    private final long windowMs;
    private final Profile total = new Profile();
    private final SortedMap<Long, Profile> open = new TreeMap<>();
    private final SortedMap<String, DispersionBuilder> dispersions = new TreeMap<>();
    private final RowsReferenceBuilder rows = new RowsReferenceBuilder();
    private long nextStartMs;

    ScopePin(Scope scope, SortedMap<String, Grid> grids, TimeWindow range, long windowMs) {
        this.scope = scope;
        this.grids = grids;
        this.windowMs = windowMs;
        this.nextStartMs = range.startMs();
        grids.forEach((column, grid) -> dispersions.put(column, new DispersionBuilder(grid.kind(), grid.cells())));
    }

    Scope scope() {
        return scope;
    }

    /** Adds counts of a window; after {@link #finishBefore} they count in the whole, no more for φ. */
    void add(long windowStartMs, Profile profile) {
        total.add(profile);
        if (windowStartMs >= nextStartMs) {
            open.computeIfAbsent(windowStartMs, ignored -> new Profile()).add(profile);
        }
    }

    /** Takes the windows that start before a time, empty ones too, as complete. */
    void finishBefore(long startMs) {
        for (; nextStartMs < startMs; nextStartMs += windowMs) {
            finish(open.remove(nextStartMs));
        }
    }

    private void finish(@Nullable Profile window) {
        rows.add(window == null ? 0 : window.rows().events());
        dispersions.forEach((column, builder) -> builder.add(cells(window, column)));
    }

    private long[] cells(@Nullable Profile window, String column) {
        Grid grid = grids.get(column);
        long[] cells = new long[grid == null ? 0 : grid.cells()];
        Counts counts = window == null ? null : window.columns().get(column);
        for (int cell = 0; counts != null && cell < cells.length; cell++) {
            cells[cell] = counts.cell(cell);
        }
        return cells;
    }

    /** Events of the range. */
    long events() {
        return total.rows().events();
    }

    RowsReference rows() {
        return rows.build();
    }

    SortedMap<String, ColumnReference> columns() {
        SortedMap<String, ColumnReference> columns = new TreeMap<>();
        dispersions.forEach((column, builder) -> {
            Counts counts = total.columns().get(column);
            if (counts != null) {
                columns.put(column, new ColumnReference(counts, builder.build()));
            }
        });
        return columns;
    }
}
