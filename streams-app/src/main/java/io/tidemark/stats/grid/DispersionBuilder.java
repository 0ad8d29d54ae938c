package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;
import java.util.Arrays;

/**
 * Measures φ of a column on its reference's own windows, one base window after the other.
 *
 * <p>Of T windows with n rows each (n may differ), and events j that happen c times in a window,
 *
 * <pre>f = mean over j of Σ (c − n·q)²/(n·q·(1−q)) / (T−1),   q = Σc/Σn,   0.04 &lt; q &lt; 0.96</pre>
 *
 * <p>is about 1 where rows are independent. Events are "value ≤ upper edge of cell j" for numbers, single cells for categories and
 * booleans. The same is done for merged windows of 2, 4 … 64 base windows that do not overlap, each scale with the q of its own
 * complete windows. How φ follows from f stands in {@link Excess}. A column without a common event (a constant one) has φ = 1.
 *
 * <p>Memory O(cells) for each of {@value Dispersion#SCALES} scales, whatever the number of windows. Owned by one task; not thread-safe.
 */
public final class DispersionBuilder {
    private final ColumnKind kind;
    private final int cells;
    private final WindowLadder ladder;
    private final EventSums[] sums = new EventSums[Dispersion.SCALES];
    private final long[] events;

    /**
     * Without windows yet.
     *
     * @param cells number of cells of the column's grid, ≥ 1
     * @throws IllegalArgumentException if there is no cell
     */
    public DispersionBuilder(ColumnKind kind, int cells) {
        if (cells < 1) {
            throw new IllegalArgumentException("a grid has at least one cell: cells=" + cells);
        }
        this.kind = kind;
        this.cells = cells;
        this.ladder = new WindowLadder(cells);
        this.events = new long[kind == ColumnKind.NUMBER ? cells - 1 : cells];
        Arrays.setAll(sums, scale -> new EventSums(events.length));
    }

    /**
     * Adds the next base window. Empty ones are to be added too: no scale counts a window without rows, but merged windows keep
     * their length in time.
     *
     * @param window rows of each cell, ≥ 0 (unchecked); read, never kept
     * @throws IllegalArgumentException if there are more or fewer cells than said
     */
    public void add(long[] window) {
        if (window.length != cells) {
            throw new IllegalArgumentException("a window must have a count for each cell of the grid: counts="
                    + window.length + ", cells=" + cells);
        }
        ladder.add(window, this::take);
    }

    private void take(int level, long[] window) {
        long rows = 0;
        for (int cell = 0; cell < cells; cell++) {
            rows += window[cell];
            if (cell < events.length) {
                events[cell] = kind == ColumnKind.NUMBER ? rows : window[cell];
            }
        }
        sums[level].add(rows, events);
    }

    /** φ from the windows so far; unknown if fewer than {@value Dispersion#FEWEST_WINDOWS} of them had rows. */
    public Dispersion build() {
        return Excess.dispersion(
                Arrays.stream(sums).mapToDouble(EventSums::ratio).toArray(),
                Arrays.stream(sums).mapToInt(EventSums::windows).toArray());
    }
}
