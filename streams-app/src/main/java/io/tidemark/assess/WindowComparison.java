package io.tidemark.assess;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Contributions;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.EmbeddingComparison;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.stats.verdict.VolumeComparison;
import io.tidemark.stats.verdict.WarmingUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares one window's columns with their references: pinned, or the windows before.
 *
 * <p>Made for one window; not thread-safe.
 */
final class WindowComparison {
    /** Bins or values that a BAD reading names. */
    private static final int EVIDENCE = 3;

    private final AssessRules rules;
    private final GridBook.Era era;
    private final @Nullable Reference reference;
    private final Levels levels;

    WindowComparison(AssessRules rules, GridBook book, TimeWindow window, @Nullable Reference reference) {
        this.rules = rules;
        this.era = book.at(window.startMs());
        this.reference = reference;
        this.levels = levels(Math.max(1, reference == null ? book.slices().size() : reference.slices()));
    }

    /** α from the number of tests that the owner's period holds. */
    private Levels levels(int slices) {
        return Levels.of(
                rules.alpha(era.grids(), slices), Math.max(1, era.grids().size()), slices);
    }

    /** Windows before were counted on other grids, or are in the reference itself: no scale reaches there. */
    long earliestMs() {
        return reference == null
                ? era.validFromMs()
                : Math.max(era.validFromMs(), reference.range().endMs());
    }

    /** The most windows that a column's trailing reference reaches back; 0 if all are pinned. */
    int longestTrailing() {
        int longest = 0;
        for (String column : era.grids().keySet()) {
            longest = Math.max(longest, rules.trailing().applyAsInt(column));
        }
        return longest;
    }

    /** What can be said before there is a reference. */
    List<Measurement> warmingUp(Profile base) {
        List<Measurement> measurements = new ArrayList<>();
        base.columns().forEach((column, counts) -> addWarmingUp(column, counts, base, measurements));
        return measurements;
    }

    /** Counts of a column with a grid know all their rows; the window's other rows may stand on another grid, and are not missing. */
    private void addWarmingUp(String column, Counts counts, Profile base, List<Measurement> measurements) {
        boolean isComplete = era.grids().containsKey(column) && counts.seen() > 0;
        long rows = isComplete ? counts.seen() : base.rows().concerning(column);
        for (Judged judged : WarmingUp.judge(counts, rows)) {
            measurements.add(new Measurement(column, 1, judged, 1, List.of()));
        }
    }

    /** Every measure of the base window. */
    List<Measurement> base(Profile base, History history) {
        List<Measurement> measurements = new ArrayList<>();
        if (reference != null) {
            Dispersion dispersion = reference.rows().dispersion();
            Judged volume = VolumeComparison.judge(
                    base.rows().events(), reference.rows().meanRows(), dispersion, 1, rules.tolerances(), levels);
            measurements.add(new Measurement("", 1, volume, dispersion.at(1), List.of()));
        }
        for (Map.Entry<String, Grid> entry : era.grids().entrySet()) {
            addColumn(entry.getKey(), entry.getValue(), base, 1, history, measurements);
        }
        addEmbeddings(base, history, measurements);
        base.columns().forEach((column, counts) -> {
            if (!isOnGrid(column, counts)) {
                addWarmingUp(column, counts, base, measurements);
                addNew(column, counts, base, measurements);
            }
        });
        return measurements;
    }

    /** What is shown of embeddings as a whole, from the measures of the columns derived of them. */
    private void addEmbeddings(Profile base, History history, List<Measurement> measurements) {
        for (Map.Entry<String, Grid> entry : era.grids().entrySet()) {
            Counts counts = base.columns().get(entry.getKey());
            if (entry.getValue() instanceof EmbeddingGrid grid && counts != null && isOnGrid(entry.getKey(), counts)) {
                addEmbedding(entry.getKey(), grid, counts, history, measurements);
            }
        }
    }

    private void addEmbedding(
            String column, EmbeddingGrid grid, Counts counts, History history, List<Measurement> measurements) {
        List<String> derived = DerivedColumn.of(column, grid);
        List<EmbeddingComparison.Part> parts = measurements.stream()
                .filter(measurement -> derived.contains(measurement.column()))
                .map(measurement -> new EmbeddingComparison.Part(measurement.column(), measurement.judged()))
                .toList();
        ColumnReference compared = referenceOf(column, grid, 1, history);
        if (compared != null) {
            for (Judged judged : EmbeddingComparison.judge(counts, compared.counts(), parts)) {
                measurements.add(
                        new Measurement(column, 1, judged, compared.dispersion().at(1), List.of()));
            }
        }
    }

    /** A column that came after the grids were made. */
    private void addNew(String column, Counts counts, Profile base, List<Measurement> measurements) {
        if (!era.grids().containsKey(column)) {
            Judged added = WarmingUp.added(counts, base.rows().concerning(column));
            measurements.add(new Measurement(column, 1, added, 1, List.of()));
        }
    }

    private boolean isOnGrid(String column, Counts counts) {
        Grid grid = era.grids().get(column);
        return grid != null && grid.id().equals(counts.gridId());
    }

    /** The deciding measures over several windows. */
    List<Measurement> longer(Profile sum, int scale, History history) {
        List<Measurement> measurements = new ArrayList<>();
        for (Map.Entry<String, Grid> entry : era.grids().entrySet()) {
            addColumn(entry.getKey(), entry.getValue(), sum, scale, history, measurements);
        }
        return measurements;
    }

    private void addColumn(
            String column, Grid grid, Profile window, int scale, History history, List<Measurement> measurements) {
        Counts counts = window.columns().getOrDefault(column, new Counts(grid.id(), grid.cells()));
        if (!counts.gridId().equals(grid.id())) {
            return;
        }
        ColumnReference compared = referenceOf(column, grid, scale, history);
        if (compared == null) {
            if (scale == 1) {
                addWarmingUp(column, counts, window, measurements);
            }
            return;
        }
        double phi = compared.dispersion().at(scale);
        for (Judged judged : ColumnComparison.judge(grid, counts, compared, scale, rules.tolerances(), levels)) {
            if (scale == 1 || isKeptAtLongScales(judged)) {
                measurements.add(new Measurement(column, scale, judged, phi, evidence(grid, counts, compared, judged)));
            }
        }
    }

    /** PSI only shows, and there are many shares: at long scales they are left out unless BAD. */
    private static boolean isKeptAtLongScales(Judged judged) {
        boolean isShown = judged.measure() == Measure.PSI || judged.measure() == Measure.SHARE;
        return !isShown || judged.verdict() == Verdict.BAD;
    }

    private static List<Shift> evidence(Grid grid, Counts counts, ColumnReference compared, Judged judged) {
        return judged.verdict() == Verdict.BAD && judged.measure().isDistance()
                ? Contributions.top(grid, counts, compared.counts(), EVIDENCE)
                : List.of();
    }

    private @Nullable ColumnReference referenceOf(String column, Grid grid, int scale, History history) {
        ColumnReference pinned = pinned(column, grid);
        int windows = rules.trailing().applyAsInt(column);
        return windows == 0 ? pinned : trailing(column, grid, history.trailing(scale, windows), pinned);
    }

    /** Grids and references come on topics of their own, not in step: a reference on another grid is none. */
    private @Nullable ColumnReference pinned(String column, Grid grid) {
        ColumnReference found = reference == null ? null : reference.columns().get(column);
        return found == null || !found.counts().gridId().equals(grid.id()) ? null : found;
    }

    /** The sum of those windows; φ is the pinned reference's, which had more of them, else that of these windows. */
    private static @Nullable ColumnReference trailing(
            String column, Grid grid, List<Profile> windows, @Nullable ColumnReference pinned) {
        Counts sum = new Counts(grid.id(), grid.cells());
        DispersionBuilder dispersion = new DispersionBuilder(grid.kind(), grid.cells());
        int summed = 0;
        for (Profile profile : windows) {
            Counts counts = profile.columns().get(column);
            if (counts != null && counts.gridId().equals(grid.id())) {
                sum.add(counts);
                dispersion.add(cells(counts));
                summed++;
            }
        }
        if (summed < Dispersion.FEWEST_WINDOWS) {
            return null;
        }
        return new ColumnReference(sum, pinned == null ? dispersion.build() : pinned.dispersion());
    }

    private static long[] cells(Counts counts) {
        long[] cells = new long[counts.cellCount()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = counts.cell(cell);
        }
        return cells;
    }
}
