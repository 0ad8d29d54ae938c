package io.tidemark.quiet;

import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.FalseAlarmBudget;
import io.tidemark.stats.verdict.Levels;
import java.util.Collection;

/**
 * The monitor's levels from the owner's budget, as {@code assess} computes them.
 *
 * @param alpha of one test
 */
record Plan(double alpha, Levels levels) {
    static final long HOUR = 3_600_000L;
    static final long DAY = 24 * HOUR;

    /** So many false alarms in 30 days. */
    static Plan of(double alarms, Collection<Column> columns, int slices, long windowMs) {
        FalseAlarmBudget budget = new FalseAlarmBudget(alarms, 30 * DAY);
        long measures = 1;
        for (Column column : columns) {
            measures += ColumnComparison.decidingMeasures(column.grid());
        }
        double alpha = budget.alpha(budget.tests(measures, slices, Dispersion.SCALES, windowMs));
        return new Plan(alpha, Levels.of(alpha, columns.size(), slices));
    }
}
