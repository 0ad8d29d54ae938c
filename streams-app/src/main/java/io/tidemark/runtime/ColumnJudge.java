package io.tidemark.runtime;

import io.tidemark.assess.Redaction;
import io.tidemark.domain.QualityRules;
import io.tidemark.stats.distance.Contributions;
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
final class ColumnJudge {
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
    ColumnJudge(Tolerances tolerances, Predicate<String> redacted, Comparison.Budget budget, int columns) {
        this.tolerances = tolerances;
        this.redacted = redacted;
        this.levels = new Levels(
                budget.alpha(), Math.min(FileComparison.WEAKEST, budget.falseAlarms() / 2 / Math.max(1, columns)));
        this.scale = budget.scale();
    }

    ComparedColumn judge(Compared column, RawColumns raw) {
        List<Judged> judged = column.grid() instanceof NumberGrid numbers && raw.hasNumbers(column.name())
                ? RawComparison.judge(
                        new RawComparison.Column(
                                numbers, column.current(), column.reference(), raw.finestCells(column.name())),
                        scale,
                        tolerances,
                        levels)
                : ColumnComparison.judge(
                        column.grid(), column.current(), column.reference(), scale, tolerances, levels);
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
                figures(column, raw));
    }

    private List<Judged> shown(Compared column, List<Judged> judged) {
        return redacted.test(column.name())
                ? judged.stream()
                        .filter(one -> !Redaction.isValue(one.measure()))
                        .map(Redaction::redacted)
                        .toList()
                : judged;
    }

    /** With what no value tells: how many are missing; none of a redacted column. */
    private List<ComparedColumn.Figure> figures(Compared column, RawColumns raw) {
        if (redacted.test(column.name())) {
            return List.of();
        }
        List<ComparedColumn.Figure> figures = new ArrayList<>(raw.figures(column.name()));
        if (raw.hasNumbers(column.name())) {
            figures.add(missing("reference", column.reference().counts()));
            figures.add(missing("current", column.current()));
        }
        return figures;
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
