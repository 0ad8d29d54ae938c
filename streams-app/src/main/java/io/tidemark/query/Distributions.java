package io.tidemark.query;

import io.tidemark.assess.AssessRules;
import io.tidemark.assess.SpanReference;
import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.query.Distribution.Against;
import io.tidemark.query.RangeComparison.AskedSide;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** How a column was distributed in a range, beside its reference or another range. Any thread may ask. */
public final class Distributions {
    private static final double FALSE_ALARMS = 0.05;

    private final Questions questions;
    private final Monitored monitored;

    public Distributions(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /**
     * Beside the reference that holds for the range, judged as the readings of so many windows are.
     *
     * @throws Refused if the slice was never seen, the column has no grid there, or the range is not kept
     * @throws Unavailable if nobody can say now
     */
    public Answer<Distribution> againstReference(Scope scope, String column, AskedRange asked) {
        monitored.monitor(scope.model());
        return questions.ask(view -> {
            Spans spans = new Spans(monitored, view);
            spans.known(scope);
            TimeWindow range = spans.range(scope, asked);
            AssessRules rules = monitored.rules(scope.model());
            Drift drift = new Drift(monitored, view);
            SpanReference reference = drift.reference(rules, scope, range);
            Grid grid = grid(reference, scope.model(), column);
            Counts counts = Drift.counts(spans.sum(scope, range), column, grid);
            ColumnReference found = reference.column(column);
            ColumnReference beside = found == null
                    ? new ColumnReference(new Counts(grid.id(), grid.cells()), Dispersion.unknown(0))
                    : found;
            Compared compared = new Compared(column, grid, beside, counts);
            ComparedColumn judged = found == null ? unjudged(compared) : drift.judge(rules, reference, compared);
            return new Distribution(
                    range,
                    found == null ? without(reference) : with(reference),
                    compared,
                    judged,
                    disclosure(scope, column));
        });
    }

    private Grid grid(SpanReference reference, String model, String column) {
        Grid grid = reference.grids().get(column);
        if (grid != null) {
            return grid;
        }
        GridBook book = monitored.grids().book(model);
        TreeSet<String> known = new TreeSet<>();
        book.eras().forEach(era -> known.addAll(era.grids().keySet()));
        Profiles.requireKnown(column, known);
        throw Refused.notKept(
                "the column has no cells in that range: column=" + column + "; its grid came later, or is gone");
    }

    private static ComparedColumn unjudged(Compared column) {
        String verdict = column.current().seen() == 0 ? "NO_DATA" : DriftCell.WARMING_UP;
        return new ComparedColumn(
                column.name(),
                column.grid().kind().name().toLowerCase(Locale.ROOT),
                column.current().valid(),
                0,
                1,
                verdict,
                List.of(),
                List.of(),
                List.of());
    }

    private static Against without(SpanReference reference) {
        String state = reference.state().isEmpty() ? "the reference has no rows of the column" : reference.state();
        return new Against("", state, null);
    }

    private static Against with(SpanReference reference) {
        Reference held = reference.held();
        TimeWindow made = held == null || !reference.name().equals(held.name()) ? null : held.range();
        return new Against(reference.name(), "", made);
    }

    private Disclosure disclosure(Scope scope, String column) {
        return monitored.monitor(scope.model()).redacts(column) ? Disclosure.REDACTED : Disclosure.SHOWN;
    }

    /**
     * Beside another range of the same scope.
     *
     * @throws Refused as {@link #againstReference}, or if no column stands on the same grid in both
     * @throws Unavailable if nobody can say now
     */
    public Answer<Distribution> againstRange(Scope scope, String column, AskedRange asked, AskedRange other) {
        Answer<RangeComparison.Compare> answer = new RangeComparison(questions, monitored)
                .of(
                        new AskedSide(scope, other),
                        new AskedSide(scope, asked),
                        new RangeComparison.Terms(List.of(column), FALSE_ALARMS));
        RangeComparison.Compare compare = answer.value();
        Distribution distribution = new Distribution(
                compare.current().range(),
                new Against("range", "", compare.reference().range()),
                compare.counts().get(0),
                compare.comparison().columns().get(0),
                disclosure(scope, column));
        return new Answer<>(distribution, answer.standings(), answer.missing(), answer.moment());
    }
}
