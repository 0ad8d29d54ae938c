package io.tidemark.query;

import io.tidemark.compare.ColumnJudge;
import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.Comparison;
import io.tidemark.compare.Comparison.Precision;
import io.tidemark.compare.MultipleTests;
import io.tidemark.config.Monitor;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.store.ReferenceStore;
import io.tidemark.topology.MonitorRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares any two closed ranges of event time of one model, each of any slice, version or stage, from the counts that the application keeps:
 * windows, and their sums by the hour and the day. The same counts come out whichever of these are left. Any thread may ask.
 */
public final class RangeComparison {
    private final Questions questions;
    private final Monitored monitored;

    public RangeComparison(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /** One of the two: the events of a scope in a range of event time. */
    public record Side(Scope scope, TimeWindow range) {}

    /** A side as it was asked for: its range is widened to whole windows. */
    public record AskedSide(Scope scope, AskedRange range) {}

    /**
     * Of which columns, and how sure.
     *
     * @param columns names; empty for all
     * @param falseAlarms how many of such comparisons may have a BAD although nothing changed, in (0, 1)
     */
    public record Terms(List<String> columns, double falseAlarms) {
        public Terms {
            columns = List.copyOf(columns);
        }
    }

    /**
     * What came of it.
     *
     * @param counts what was compared, in the order of the comparison's columns
     */
    public record Compare(Side reference, Side current, List<Compared> counts, Comparison comparison) {}

    /**
     * Compares two ranges just as they are.
     *
     * @throws Refused if a range is not closed, no longer kept that fine, without events, or on other grids than the other, or a column is not known
     * @throws Unavailable if nobody can say now
     */
    public Answer<Compare> of(Side reference, Side current, Terms terms) {
        return questions.ask(view -> new Pair(view, reference, current).compare(terms));
    }

    /**
     * The same, of ranges that are widened to whole windows, and of slices that must be known.
     *
     * @throws Refused as {@link #of(Side, Side, Terms)}, or if a slice was never seen
     */
    public Answer<Compare> of(AskedSide reference, AskedSide current, Terms terms) {
        monitored.monitor(current.scope().model());
        return questions.ask(view -> {
            Spans spans = new Spans(monitored, view);
            return new Pair(view, side(spans, reference), side(spans, current)).compare(terms);
        });
    }

    private static Side side(Spans spans, AskedSide asked) {
        spans.known(asked.scope());
        return new Side(asked.scope(), spans.range(asked.scope(), asked.range()));
    }

    /** Two sides, as one answer sees them. */
    private final class Pair {
        private final View view;
        private final Side reference;
        private final Side current;
        private final Monitor monitor;
        private final Map<Scope, List<Reference>> references = new HashMap<>();

        Pair(View view, Side reference, Side current) {
            this.view = view;
            this.reference = reference;
            this.current = current;
            this.monitor = monitored.monitor(current.scope().model());
        }

        Compare compare(Terms terms) {
            SpanProfile before = sum(reference);
            SpanProfile after = sum(current);
            SortedMap<String, Grid> shared = shared(before, after);
            List<Compared> columns = new ArrayList<>();
            chosen(terms, before, after, shared)
                    .forEach((column, grid) -> columns.add(new Compared(
                            column,
                            grid,
                            new ColumnReference(counts(before, column, grid), dispersion(column, grid)),
                            counts(after, column, grid))));
            Comparison.Budget budget = Comparison.Budget.of(
                    terms.falseAlarms(), columns, Comparison.Budget.windows(columns), windows(current.range()));
            ColumnJudge judge = new ColumnJudge(
                    MonitorRules.assess(monitor, 0).tolerances(), monitor::redacts, budget, columns.size());
            List<ComparedColumn> judged = columns.stream()
                    .map(column -> judge.judge(column, List.of()))
                    .toList();
            Comparison comparison = new Comparison(
                    rows(reference, before),
                    rows(current, after),
                    Precision.KEPT,
                    budget,
                    judged,
                    without(after, shared),
                    without(before, shared),
                    MultipleTests.of(judged));
            return new Compare(reference, current, columns, comparison);
        }

        private long windows(TimeWindow range) {
            return -Math.floorDiv(-range.lengthMs(), monitor.windows().size().toMillis());
        }

        private SpanProfile sum(Side side) {
            SpanProfile sum = new Spans(monitored, view).sum(side.scope(), side.range());
            if (sum.rows().events() == 0) {
                throw Refused.notKept("no events: range=" + text(side.range()) + ", slice="
                        + side.scope().slice() + stage(side.scope())
                        + "; slices are named as in readings, dimension=value");
            }
            return sum;
        }

        /** Of each column the grid on which both ranges have rows, the newest of several; counts on different grids are never compared. */
        private SortedMap<String, Grid> shared(SpanProfile before, SpanProfile after) {
            GridBook book = monitored.grids().book(monitor.model());
            SortedMap<String, Grid> shared = new TreeMap<>();
            before.columns().forEach((column, grids) -> book.grids(column).values().stream()
                    .filter(grid ->
                            grids.containsKey(grid.id()) && onto(after, column).containsKey(grid.id()))
                    .forEach(grid -> shared.put(column, grid)));
            if (shared.isEmpty()) {
                throw Refused.notKept("no column stands on the same grid in both ranges: ranges="
                        + text(reference.range()) + " and " + text(current.range())
                        + "; compare ranges after the reference's own, between two pins");
            }
            return shared;
        }

        private SortedMap<String, Grid> chosen(
                Terms terms, SpanProfile before, SpanProfile after, SortedMap<String, Grid> shared) {
            TreeSet<String> known = new TreeSet<>(before.columns().keySet());
            known.addAll(after.columns().keySet());
            terms.columns().forEach(column -> Profiles.requireKnown(column, known));
            SortedMap<String, Grid> chosen = new TreeMap<>(shared);
            chosen.keySet()
                    .removeIf(column ->
                            !terms.columns().isEmpty() && !terms.columns().contains(column));
            if (chosen.isEmpty()) {
                throw Refused.notKept("none of the columns stands on the same grid in both ranges: columns="
                        + terms.columns() + "; those that do are " + shared.keySet());
            }
            return chosen;
        }

        /** φ is the slice's own, else that of what it is compared with, else that of all events. */
        private Dispersion dispersion(String column, Grid grid) {
            Scope whole = new Scope(monitor.model(), Stage.SERVING, Scope.ALL);
            for (Scope scope : List.of(current.scope(), reference.scope(), whole)) {
                Dispersion found = pinned(scope, column, grid);
                if (found.isKnown()) {
                    return found;
                }
            }
            return pinned(current.scope(), column, grid);
        }

        private Dispersion pinned(Scope scope, String column, Grid grid) {
            return references
                    .computeIfAbsent(
                            scope,
                            asked -> ReferenceStore.versions(
                                    ViewStore.text(view, Kept.REFERENCES, monitored.partition(asked)), asked))
                    .stream()
                    .map(version -> version.columns().get(column))
                    .filter(pinned -> pinned != null && pinned.counts().isOn(grid))
                    .map(ColumnReference::dispersion)
                    .reduce(Dispersion.unknown(0), (older, newer) -> newer);
        }
    }

    private static SortedMap<String, Counts> onto(SpanProfile span, String column) {
        return span.columns().getOrDefault(column, Collections.emptySortedMap());
    }

    private static Counts counts(SpanProfile span, String column, Grid grid) {
        Counts counts = onto(span, column).get(grid.id());
        return counts == null ? new Counts(grid.id(), grid.cells()) : counts;
    }

    private static Comparison.Rows rows(Side side, SpanProfile span) {
        Scope scope = side.scope();
        return new Comparison.Rows(
                text(side.range()) + " of " + scope.model() + " " + scope.slice() + stage(scope),
                span.rows().events(),
                0,
                "");
    }

    private static String stage(Scope scope) {
        return scope.stage() == Stage.SERVING ? "" : " (training)";
    }

    private static List<String> without(SpanProfile span, Map<String, Grid> shared) {
        TreeSet<String> rest = new TreeSet<>(span.columns().keySet());
        rest.removeAll(shared.keySet());
        return List.copyOf(rest);
    }

    private static String text(TimeWindow range) {
        return Instant.ofEpochMilli(range.startMs()) + ".." + Instant.ofEpochMilli(range.endMs());
    }
}
