package io.tidemark.assess;

import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.Reference;
import io.tidemark.stats.Measure;
import io.tidemark.stats.detector.ChangeScale;
import io.tidemark.stats.distance.RankScores;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the detectors of a slice watch, in the order of the rules and columns. A column whose reference is missing, empty or on another grid is
 * not watched, nor a value that is no cell of the grid.
 */
final class ChangeSequences {
    private final AssessRules rules;
    private final Reference reference;
    private final ChangeScale.Panes panes;

    ChangeSequences(AssessRules rules, Reference reference) {
        double paneMs = rules.changes().paneMs();
        this.rules = rules;
        this.reference = reference;
        this.panes = new ChangeScale.Panes(reference.range().lengthMs() / paneMs, rules.windowMs() / paneMs);
    }

    List<ChangeSequence> of(Map<String, Grid> grids) {
        List<ChangeSequence> sequences = new ArrayList<>();
        for (DetectorRule rule : rules.changes().rules()) {
            if (rule.of() == DetectorRule.Of.VOLUME && reference.rows().meanRows() > 0) {
                sequences.add(volume(rule));
            }
            grids.forEach((column, grid) -> {
                ColumnReference compared = reference.columns().get(column);
                if (isShown(rule, column)
                        && ChangeRules.isOf(rule, column, grid)
                        && compared != null
                        && isUsable(compared, grid)) {
                    add(rule, column, grid, compared, sequences);
                }
            });
        }
        return sequences;
    }

    /** The share of a value names it. */
    private boolean isShown(DetectorRule rule, String column) {
        return rule.of() != DetectorRule.Of.SHARE || !rules.quality().redacts(column);
    }

    private static boolean isUsable(ColumnReference compared, Grid grid) {
        return compared.counts().isOn(grid) && compared.counts().valid() > 0;
    }

    private ChangeSequence volume(DetectorRule rule) {
        double perPane = reference.rows().meanRows() / panes.inWindow();
        return new ChangeSequence(
                "",
                rule.label(),
                rule.kind(),
                ChangeScale.ofVolume(reference.rows(), panes, rules.tolerances()),
                (pane, watch) -> watch.add(pane.rows().events() / perPane, 1));
    }

    private void add(
            DetectorRule rule, String column, Grid grid, ColumnReference compared, List<ChangeSequence> sequences) {
        switch (rule.of()) {
            case MEAN -> sequences.add(mean(rule, column, compared));
            case MISSING ->
                sequences.add(share(rule, column, compared, Measure.MISSING, Counts::missing, Counts::seen));
            case INVALID ->
                sequences.add(share(rule, column, compared, Measure.INVALID, Counts::invalid, Counts::seen));
            case SHARE -> {
                int cell = grid instanceof CategoryGrid categories
                        ? categories.values().indexOf(rule.value())
                        : -1;
                if (cell >= 0) {
                    sequences.add(
                            share(rule, column, compared, Measure.SHARE, counts -> counts.cell(cell), Counts::valid));
                }
            }
            case VOLUME -> throw new IllegalStateException("the volume is of no column: column=" + column);
        }
    }

    private ChangeSequence mean(DetectorRule rule, String column, ColumnReference compared) {
        double[] scores = RankScores.locations(ChangeScale.cells(compared));
        ToDoubleFunction<Counts> sum = counts -> {
            double total = 0;
            for (int cell = 0; cell < scores.length; cell++) {
                total += scores[cell] * counts.cell(cell);
            }
            return total;
        };
        return new ChangeSequence(
                column,
                rule.label(),
                rule.kind(),
                ChangeScale.ofMean(compared, panes, rules.tolerances()),
                ChangeSequence.Quantity.ofCounts(column, compared.counts().gridId(), sum, Counts::valid));
    }

    private ChangeSequence share(
            DetectorRule rule,
            String column,
            ColumnReference compared,
            Measure measure,
            ToDoubleFunction<Counts> counted,
            ToDoubleFunction<Counts> total) {
        ChangeScale scale = ChangeScale.ofShare(
                counted.applyAsDouble(compared.counts()),
                total.applyAsDouble(compared.counts()),
                ChangeScale.largest(compared.dispersion()),
                panes,
                rules.tolerances().of(measure));
        return new ChangeSequence(
                column,
                rule.label(),
                rule.kind(),
                scale,
                ChangeSequence.Quantity.ofCounts(column, compared.counts().gridId(), counted, total));
    }
}
