package io.tidemark.assess;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Contributions;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.EmbeddingComparison;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.stats.verdict.VolumeComparison;
import io.tidemark.stats.verdict.WarmingUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares one window's columns with what one baseline says of them.
 *
 * <p>Made for one window; not thread-safe.
 */
final class WindowComparison {
    /** Bins or values that a BAD reading names. */
    private static final int EVIDENCE = 3;

    private final Tolerances tolerances;
    private final GridBook.Era era;
    private final Baseline baseline;
    private final Levels levels;

    WindowComparison(Tolerances tolerances, GridBook.Era era, Baseline baseline, Levels levels) {
        this.tolerances = tolerances;
        this.era = era;
        this.baseline = baseline;
        this.levels = levels;
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
    List<Measurement> base(Profile base) {
        List<Measurement> measurements = new ArrayList<>();
        RowsReference rows = baseline.rows();
        if (rows != null) {
            Dispersion dispersion = rows.dispersion();
            Judged volume =
                    VolumeComparison.judge(base.rows().events(), rows.meanRows(), dispersion, 1, tolerances, levels);
            measurements.add(new Measurement("", 1, volume, dispersion.at(1), List.of()));
        }
        for (Map.Entry<String, Grid> entry : era.grids().entrySet()) {
            addColumn(entry.getKey(), entry.getValue(), base, 1, measurements);
        }
        addEmbeddings(base, measurements);
        base.columns().forEach((column, counts) -> {
            if (!isOnGrid(column, counts)) {
                addWarmingUp(column, counts, base, measurements);
                addNew(column, counts, base, measurements);
            }
        });
        return measurements;
    }

    /** What is shown of embeddings as a whole, from the measures of the columns derived of them. */
    private void addEmbeddings(Profile base, List<Measurement> measurements) {
        for (Map.Entry<String, Grid> entry : era.grids().entrySet()) {
            Counts counts = base.columns().get(entry.getKey());
            if (entry.getValue() instanceof EmbeddingGrid grid && counts != null && isOnGrid(entry.getKey(), counts)) {
                addEmbedding(entry.getKey(), grid, counts, measurements);
            }
        }
    }

    private void addEmbedding(String column, EmbeddingGrid grid, Counts counts, List<Measurement> measurements) {
        List<String> derived = DerivedColumn.of(column, grid);
        List<EmbeddingComparison.Part> parts = measurements.stream()
                .filter(measurement -> derived.contains(measurement.column()))
                .map(measurement -> new EmbeddingComparison.Part(measurement.column(), measurement.judged()))
                .toList();
        ColumnReference compared = baseline.column(column, grid, 1);
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
        return grid != null && counts.isOn(grid);
    }

    /** The deciding measures over several windows. */
    List<Measurement> longer(Profile sum, int scale) {
        List<Measurement> measurements = new ArrayList<>();
        for (Map.Entry<String, Grid> entry : era.grids().entrySet()) {
            addColumn(entry.getKey(), entry.getValue(), sum, scale, measurements);
        }
        return measurements;
    }

    private void addColumn(String column, Grid grid, Profile window, int scale, List<Measurement> measurements) {
        Counts counts = window.columns().getOrDefault(column, new Counts(grid.id(), grid.cells()));
        if (!counts.isOn(grid)) {
            return;
        }
        ColumnReference compared = baseline.column(column, grid, scale);
        if (compared == null) {
            if (scale == 1) {
                addWarmingUp(column, counts, window, measurements);
            }
            return;
        }
        double phi = compared.dispersion().at(scale);
        for (Judged judged : ColumnComparison.judge(grid, counts, compared, scale, tolerances, levels(column))) {
            if (scale == 1 || isKeptAtLongScales(judged)) {
                measurements.add(new Measurement(column, scale, judged, phi, evidence(grid, counts, compared, judged)));
            }
        }
    }

    private Levels levels(String column) {
        return baseline.isDrawnAnew(column) ? Levels.drawnAnew(levels.alpha()) : levels;
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
}
