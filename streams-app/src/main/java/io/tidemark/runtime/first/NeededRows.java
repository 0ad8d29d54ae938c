package io.tidemark.runtime.first;

import io.tidemark.assess.AssessRules;
import io.tidemark.config.DurationText;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.topology.MonitorRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many rows a window needs so that its readings are seldom INSUFFICIENT: what the verdicts themselves say of windows of such columns, by the
 * default tolerances and false-alarm budget, where rows are independent.
 */
final class NeededRows {
    private static final Set<Measure> DISTANCES =
            Set.of(Measure.KS, Measure.RANK_SHIFT, Measure.RANK_SPREAD, Measure.JS_DISTANCE, Measure.LINF);
    private static final int CELLS = 64;
    private static final int ROWS = 100_000;
    private static final int MOST_COLUMNS = 200;

    private final Map<String, Grid> grids = new TreeMap<>();
    private final Map<String, Counts> counts = new TreeMap<>();

    /** Of windows of these columns, as far as they are measured. */
    NeededRows(List<ColumnPlan> plans) {
        plans.stream().filter(ColumnPlan::isMeasured).limit(MOST_COLUMNS).forEach(plan -> {
            Grid grid = plan.isCategorical() ? categories(plan) : numbers();
            grids.put(plan.name(), grid);
            counts.put(plan.name(), plan.isCategorical() ? counts(plan, grid) : even(grid));
        });
    }

    /**
     * Rows that suffice for some distance of every column.
     *
     * @param slices with the whole
     */
    long of(Duration window, int slices) {
        if (grids.isEmpty()) {
            return 1;
        }
        AssessRules rules = MonitorRules.assess(
                MonitorFileReader.parse(
                                "init",
                                "monitors: [{model: m, source: {topic: t}, windows: {size: " + DurationText.of(window)
                                        + "}}]")
                        .monitor("m"),
                1);
        Levels levels = Levels.of(rules.alpha(grids, slices), grids.size(), slices);
        long most = 1;
        for (Map.Entry<String, Grid> entry : grids.entrySet()) {
            Counts reference = counts.get(entry.getKey());
            if (reference != null) {
                most = Math.max(most, of(entry.getValue(), reference, rules, levels));
            }
        }
        return most;
    }

    /** A column is judged once one of its distances is. */
    private static long of(Grid grid, Counts reference, AssessRules rules, Levels levels) {
        return ColumnComparison.judge(
                        grid,
                        reference,
                        new ColumnReference(reference, Dispersion.unknown(0)),
                        2,
                        rules.tolerances(),
                        levels)
                .stream()
                .filter(judged -> DISTANCES.contains(judged.measure()) && judged.minimumN() < ROWS)
                .mapToLong(Judged::minimumN)
                .filter(rows -> rows > 0)
                .min()
                .orElse(1);
    }

    private static Grid numbers() {
        double[] edges = new double[CELLS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i;
        }
        return new NumberGrid(edges, CELLS / 2.0, CELLS / 4.0);
    }

    private static Counts even(Grid grid) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < grid.cells(); cell++) {
            counts.countCell(cell, ROWS / grid.cells());
        }
        return counts;
    }

    private static Grid categories(ColumnPlan plan) {
        return new CategoryGrid(
                plan.kind(),
                plan.facts().top().stream().map(ColumnFacts.Count::value).toList());
    }

    private static Counts counts(ColumnPlan plan, Grid grid) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (ColumnFacts.Count count : plan.facts().top()) {
            counts.countCell(((CategoryGrid) grid).cell(count.value()), Math.max(1, (long)
                    (ROWS * plan.facts().share(count))));
        }
        return counts;
    }
}
