package io.tidemark.compare;

import io.tidemark.assess.Redaction;
import io.tidemark.domain.QualityRules;
import io.tidemark.stats.distance.Contributions;
import io.tidemark.stats.distance.FinestCells;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.sample.Statistic;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.RawComparison;
import io.tidemark.stats.verdict.Tolerances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Judges the columns of two files at one level. */
public final class ColumnJudge {
    /** Bins or values that a BAD column names. */
    private static final int EVIDENCE = 3;

    private final Tolerances tolerances;
    private final Predicate<String> redacted;
    private final Levels levels;
    private final int scale;

    /**
     * A judge for so many columns. Half of the false alarms go to the tests, half to the error of the reference: unlike a stream's, it is drawn for
     * this one comparison. Of the columns that are redacted no value is told, by the rules of a stream's readings.
     */
    public ColumnJudge(Tolerances tolerances, Predicate<String> redacted, Comparison.Budget budget, int columns) {
        this.tolerances = tolerances;
        this.redacted = redacted;
        this.levels = new Levels(
                budget.alpha(), Math.min(Comparison.Budget.WEAKEST, budget.falseAlarms() / 2 / Math.max(1, columns)));
        this.scale = budget.scale();
    }

    /** A judge of sums of so many windows, at the level of a stream's readings. */
    public ColumnJudge(Tolerances tolerances, Predicate<String> redacted, Levels levels, int scale) {
        this.tolerances = tolerances;
        this.redacted = redacted;
        this.levels = levels;
        this.scale = scale;
    }

    /**
     * Judges what was counted.
     *
     * @param figures of the raw values, if they were kept
     */
    public ComparedColumn judge(Compared column, List<ComparedColumn.Figure> figures) {
        return judged(
                column,
                ColumnComparison.judge(column.grid(), column.current(), column.reference(), scale, tolerances, levels),
                figures);
    }

    /** Judges a column whose numbers were kept one by one. */
    public ComparedColumn judge(Compared column, FinestCells numbers, List<ComparedColumn.Figure> figures) {
        List<ComparedColumn.Figure> all = new ArrayList<>(figures);
        all.add(missing("reference", column.reference().counts()));
        all.add(missing("current", column.current()));
        if (column.grid() instanceof NumberGrid grid) {
            RawComparison.Column raw = new RawComparison.Column(grid, column.current(), column.reference(), numbers);
            return judged(column, RawComparison.judge(raw, scale, tolerances, levels), all);
        }
        return judge(column, all);
    }

    private ComparedColumn judged(Compared column, List<Judged> judged, List<ComparedColumn.Figure> figures) {
        List<ComparedMeasure> measures =
                shown(column, judged).stream().map(ComparedMeasure::of).toList();
        return new ComparedColumn(
                column.name(),
                column.grid().kind().name().toLowerCase(Locale.ROOT),
                column.current().valid(),
                column.reference().counts().valid(),
                column.reference().dispersion().at(scale),
                verdict(measures),
                measures,
                evidence(column, judged),
                redacted.test(column.name()) ? List.of() : figures);
    }

    private List<Judged> shown(Compared column, List<Judged> judged) {
        return redacted.test(column.name())
                ? judged.stream()
                        .filter(one -> !Redaction.isValue(one.measure()))
                        .map(Redaction::redacted)
                        .toList()
                : judged;
    }

    private static ComparedColumn.Figure missing(String side, Counts counts) {
        return new ComparedColumn.Figure("moments_quantiles", side + ".missing", counts.missing(), Statistic.COUNT);
    }

    private static String verdict(List<ComparedMeasure> measures) {
        List<String> verdicts = measures.stream()
                .filter(ComparedMeasure::decides)
                .map(ComparedMeasure::verdict)
                .toList();
        for (String verdict : List.of("BAD", "NO_DATA", "INSUFFICIENT")) {
            if (verdicts.contains(verdict)) {
                return verdict;
            }
        }
        return "GOOD";
    }

    private List<ComparedColumn.Moved> evidence(Compared column, List<Judged> judged) {
        boolean hasMoved = judged.stream()
                .map(ComparedMeasure::of)
                .anyMatch(measure -> measure.decides() && measure.isBad() && measure.isDistance());
        if (!hasMoved) {
            return List.of();
        }
        boolean isRedacted = redacted.test(column.name());
        return Contributions.top(
                        column.grid(), column.current(), column.reference().counts(), EVIDENCE)
                .stream()
                .map(shift -> new ComparedColumn.Moved(
                        isRedacted ? QualityRules.REDACTED : shift.label(),
                        shift.before(),
                        shift.after(),
                        shift.contribution()))
                .toList();
    }
}
