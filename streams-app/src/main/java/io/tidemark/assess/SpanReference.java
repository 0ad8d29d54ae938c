package io.tidemark.assess;

import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.domain.Reference;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.VolumeComparison;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a span of closed windows is compared with, column by column, and how sure a verdict on it is: as sure as one on a window.
 *
 * <p>Made for one span; not thread-safe.
 */
public final class SpanReference {
    private final ClosedWindow last;
    private final TimeWindow span;
    private final Against against;
    private final Levels levels;
    private final @Nullable Reference held;

    SpanReference(ClosedWindow last, TimeWindow span, Against against, Levels levels, @Nullable Reference held) {
        this.last = last;
        this.span = span;
        this.against = against;
        this.levels = levels;
        this.held = held;
    }

    /** Its name and version; empty if there is none. */
    public String name() {
        return state().isEmpty() ? against.name() : "";
    }

    /** Why there is none, or not yet; empty if there is one. */
    public String state() {
        if (against.isThere() && span.startMs() < against.earliestMs()) {
            return "the range begins before the reference holds, or before its grids do";
        }
        return against.state();
    }

    /** The pinned or published reference that takes part; null if none does. */
    public @Nullable Reference held() {
        return held;
    }

    /** The grids of the span's last window. */
    public SortedMap<String, Grid> grids() {
        return last.era().grids();
    }

    /** The scale at which φ is taken: the next power of two of the span's windows. */
    public int scale() {
        return Dispersion.scaleOf(windows());
    }

    private int windows() {
        return Math.toIntExact(-Math.floorDiv(-span.lengthMs(), last.window().lengthMs()));
    }

    /** Counts and φ of a column on the grid of {@link #grids}; null if there are none to compare with. */
    public @Nullable ColumnReference column(String column) {
        Grid grid = grids().get(column);
        return grid == null || !state().isEmpty() ? null : against.baseline().column(column, grid, windows());
    }

    /**
     * How many rows came, beside what the reference has in so many windows: judged with φ of {@link #scale}. Null if there is nothing to compare with, or
     * if the monitor compares a window with those before it, which no span of several has.
     *
     * @param rows of the span, ≥ 0
     */
    public @Nullable Judged volume(long rows) {
        AssessRules rules = last.rules();
        RowsReference usual = state().isEmpty() ? against.baseline().rows() : null;
        if (usual == null || rules.quality().volume().kind() != VolumeRule.Kind.REFERENCE) {
            return null;
        }
        double mean = usual.meanRows() * windows();
        return VolumeComparison.judge(rows, mean, usual.dispersion(), scale(), rules.tolerances(), levels);
    }

    /** The level at which a column is judged. */
    public Levels levels(String column) {
        return against.baseline().isDrawnAnew(column) ? Levels.drawnAnew(levels.alpha()) : levels;
    }
}
