package io.tidemark.assess;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Contributions;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.ColumnComparison;
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

    WindowComparison(AssessRules rules, GridBook.Era era, @Nullable Reference reference) {
        this.rules = rules;
        this.era = era;
        this.reference = reference;
        this.levels = levels();
    }

    /** α from the number of tests that the owner's period holds. */
    private Levels levels() {
        long measures = 1;
        for (Grid grid : era.grids().values()) {
            measures += ColumnComparison.decidingMeasures(grid);
        }
        int slices = reference == null ? 1 : Math.max(1, reference.slices());
        long tests = rules.falseAlarms().tests(measures, slices, Dispersion.SCALES, rules.windowMs());
        return Levels.of(
                rules.falseAlarms().alpha(tests), Math.max(1, era.grids().size()), slices);
    }

    /** The most windows that a column's trailing reference reaches back; 0 if all are pinned. */
    int longestTrailing(Profile base) {
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

    private static void addWarmingUp(String column, Counts counts, Profile base, List<Measurement> measurements) {
        for (Judged judged : WarmingUp.judge(counts, base.rows().concerning(column))) {
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
        base.columns().forEach((column, counts) -> {
            if (!counts.hasGrid()) {
                addWarmingUp(column, counts, base, measurements);
            }
        });
        return measurements;
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
        ColumnReference pinned = reference == null ? null : reference.columns().get(column);
        int windows = rules.trailing().applyAsInt(column);
        if (windows == 0) {
            return pinned;
        }
        Counts sum = new Counts(grid.id(), grid.cells());
        int summed = 0;
        for (Profile profile : history.trailing(scale, windows)) {
            Counts counts = profile.columns().get(column);
            if (counts != null && counts.gridId().equals(grid.id())) {
                sum.add(counts);
                summed++;
            }
        }
        Dispersion dispersion = pinned == null ? Dispersion.unknown(summed) : pinned.dispersion();
        return summed < Dispersion.FEWEST_WINDOWS ? null : new ColumnReference(sum, dispersion);
    }
}
