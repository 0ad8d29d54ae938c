package io.tidemark.query;

import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.store.ProgressStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Heat maps of drift: columns over time, and slices over time. Any thread may ask. */
public final class DriftMaps {
    private final Questions questions;
    private final Monitored monitored;

    public DriftMaps(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /** In which order lines come. */
    public enum Order {
        /** The line with the strongest cell first: those with a BAD one, then those that could be judged. All are judged for it. */
        CONTRIBUTION,
        /** By name; only those of the page are judged. */
        NAME
    }

    /**
     * Which lines.
     *
     * @param part of the name of a line, in any case; empty for all
     * @param after lines after that one only; empty for all
     * @param limit so many at most
     */
    public record Page(String part, Order order, String after, int limit) {
        private boolean isMeant(String name) {
            return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
        }

        /** Where it begins in all lines, in their order. */
        private int from(List<String> names) {
            int from = after.isEmpty() ? 0 : names.indexOf(after) + 1;
            if (from == 0 && !after.isEmpty()) {
                throw Refused.wrong("after must be next of the page before: after=" + after);
            }
            return from;
        }

        private List<String> of(List<String> names) {
            int from = from(names);
            return names.subList(from, Math.min(names.size(), from + limit));
        }
    }

    /**
     * Which buckets.
     *
     * @param stepMs length of one; 0 for the shortest usual one
     * @param most how many there may be where their length is not said, ≥ 1
     */
    public record Cut(AskedRange range, long stepMs, int most) {
        /** In buckets of a usual length. */
        public static Cut usual(AskedRange range) {
            return new Cut(range, 0, BucketLengths.USUAL);
        }

        private MapBuckets of(Spans spans, Scope scope, MapBuckets.Lines lines) {
            return MapBuckets.of(
                    spans.lengths(scope), spans.range(scope, range), new MapBuckets.Wanted(stepMs, most), lines);
        }
    }

    /**
     * A line of the map.
     *
     * @param name of the column or slice; empty for the rows
     * @param strongest of its cells; null if it has none
     * @param cells one a bucket; null where there are no rows
     */
    public record Line(String name, @Nullable DriftCell strongest, List<@Nullable DriftCell> cells) {
        boolean isBad() {
            return strongest != null && strongest.isBad();
        }
    }

    /**
     * A map.
     *
     * @param lengthened why the buckets are longer than those of a map of fewer lines; empty if they are not
     * @param rows how many came; null of slices
     * @param lines a page of them
     * @param hasMore whether there are lines after the last
     * @param found how many lines there are in all
     * @param bad how many of all have a BAD cell; null where only those of the page were judged
     */
    public record HeatMap(
            Buckets buckets,
            String lengthened,
            @Nullable Line rows,
            List<Line> lines,
            boolean hasMore,
            int found,
            @Nullable Integer bad) {}

    /**
     * Columns over time.
     *
     * @throws Refused if the slice was never seen, or the range is not kept
     * @throws TooMuch if a step was given that makes too many cells
     * @throws Unavailable if nobody can say now
     */
    public Answer<HeatMap> columns(Scope scope, Cut cut, Page page) {
        monitored.monitor(scope.model());
        List<String> meant =
                columns(scope.model()).stream().filter(page::isMeant).toList();
        return questions.ask(view -> {
            new Spans(monitored, view).known(scope);
            return page.order() == Order.NAME
                    ? byName(judged(view, scope, cut, page.of(meant)), meant)
                    : strongestFirst(judged(view, scope, cut, meant), page);
        });
    }

    private HeatMap judged(View view, Scope scope, Cut cut, List<String> names) {
        MapBuckets cells = cut.of(new Spans(monitored, view), scope, new MapBuckets.Lines(names.size(), "columns"));
        Drift.Cells drift = new Drift(monitored, view).cells(scope, cells.buckets(), Set.copyOf(names)::contains);
        List<Line> lines = names.stream()
                .map(name ->
                        line(name, cells.buckets(), drift.columns().getOrDefault(name, Collections.emptySortedMap())))
                .toList();
        int bad = (int) lines.stream().filter(Line::isBad).count();
        Line rows = line("", cells.buckets(), drift.rows());
        return new HeatMap(cells.buckets(), cells.lengthened(), rows, lines, false, lines.size(), bad);
    }

    private static HeatMap byName(HeatMap page, List<String> names) {
        List<Line> lines = page.lines();
        boolean hasMore =
                !lines.isEmpty() && !lines.get(lines.size() - 1).name().equals(names.get(names.size() - 1));
        Integer bad = lines.size() == names.size() ? page.bad() : null;
        return new HeatMap(page.buckets(), page.lengthened(), page.rows(), lines, hasMore, names.size(), bad);
    }

    private static HeatMap strongestFirst(HeatMap all, Page page) {
        List<Line> sorted = new ArrayList<>(all.lines());
        sorted.sort(Comparator.comparingDouble(DriftMaps::weight).reversed().thenComparing(Line::name));
        List<String> names = sorted.stream().map(Line::name).toList();
        int from = page.from(names);
        int to = Math.min(sorted.size(), from + page.limit());
        return new HeatMap(
                all.buckets(),
                all.lengthened(),
                all.rows(),
                sorted.subList(from, to),
                to < sorted.size(),
                sorted.size(),
                all.bad());
    }

    private static double weight(Line line) {
        return line.strongest() == null ? -1 : line.strongest().weight();
    }

    private TreeSet<String> columns(String model) {
        TreeSet<String> names = new TreeSet<>();
        monitored
                .grids()
                .book(model)
                .eras()
                .forEach(era -> names.addAll(era.grids().keySet()));
        return names;
    }

    /**
     * Slices over time, by name.
     *
     * @param whole the model and the stage
     * @param column only what that column did; empty for the strongest of all columns
     * @param page of slices
     * @throws Refused if the column is not known, or the range is not kept
     * @throws TooMuch if a step was given that makes too many cells
     * @throws Unavailable if nobody can say now
     */
    public Answer<HeatMap> slices(Scope whole, String column, Cut cut, Page page) {
        monitored.monitor(whole.model());
        TreeSet<String> columns = columns(whole.model());
        if (!column.isEmpty()) {
            Profiles.requireKnown(column, columns);
            columns.removeIf(name -> !name.equals(column));
        }
        return questions.ask(view -> {
            List<Scope> meant = scopes(view, whole).stream()
                    .filter(scope -> page.isMeant(scope.slice()))
                    .toList();
            List<Scope> left = meant.stream()
                    .filter(scope -> scope.slice().compareTo(page.after()) > 0)
                    .toList();
            List<Scope> chosen = left.subList(0, Math.min(page.limit(), left.size()));
            Spans spans = new Spans(monitored, view);
            Cut closed = new Cut(closedEverywhere(spans, whole, chosen, cut.range()), cut.stepMs(), cut.most());
            MapBuckets cells =
                    closed.of(spans, whole, new MapBuckets.Lines(chosen.size() * columns.size(), "slices × columns"));
            Drift drift = new Drift(monitored, view);
            List<Line> lines = chosen.stream()
                    .map(scope -> line(
                            scope.slice(),
                            cells.buckets(),
                            strongest(drift.cells(scope, cells.buckets(), columns::contains)
                                    .columns())))
                    .toList();
            return new HeatMap(
                    cells.buckets(), cells.lengthened(), null, lines, chosen.size() < left.size(), meant.size(), null);
        });
    }

    private List<Scope> scopes(View view, Scope whole) {
        List<ScopeProgress> known = new ArrayList<>();
        for (int partition = 0; partition < monitored.partitions(); partition++) {
            known.addAll(view.ifThere(
                    Kept.PROGRESS,
                    partition,
                    store -> ProgressStore.scopes(store, whole.model()),
                    List.<ScopeProgress>of()));
        }
        return known.stream()
                .map(ScopeProgress::scope)
                .filter(scope -> scope.stage() == whole.stage() && !Scope.isDependency(scope.slice()))
                .sorted(Comparator.comparing(Scope::slice))
                .toList();
    }

    /** Partitions close windows one after the other: the map ends where all of them have. */
    private static AskedRange closedEverywhere(Spans spans, Scope whole, List<Scope> scopes, AskedRange asked) {
        long closed = spans.closedThroughMs(whole);
        for (Scope scope : scopes) {
            closed = Math.min(closed, spans.closedThroughMs(scope));
        }
        Instant end = Instant.ofEpochMilli(closed);
        if (asked.from().filter(from -> !from.isBefore(end)).isPresent()) {
            return asked;
        }
        return new AskedRange(
                asked.from(),
                Optional.of(asked.to().filter(to -> to.isBefore(end)).orElse(end)));
    }

    private static SortedMap<Long, DriftCell> strongest(SortedMap<String, SortedMap<Long, DriftCell>> columns) {
        SortedMap<Long, DriftCell> strongest = new TreeMap<>();
        columns.values()
                .forEach(cells -> cells.forEach((bucket, cell) ->
                        strongest.merge(bucket, cell, (left, right) -> right.weight() > left.weight() ? right : left)));
        return strongest;
    }

    private static Line line(String name, Buckets buckets, SortedMap<Long, DriftCell> cells) {
        return new Line(
                name,
                cells.values().stream()
                        .max(Comparator.comparingDouble(DriftCell::weight))
                        .orElse(null),
                buckets.buckets().stream()
                        .<@Nullable DriftCell>map(bucket -> cells.get(bucket.startMs()))
                        .toList());
    }
}
