package io.tidemark.query;

import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.store.ProgressStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Heat maps of drift: columns over time, and slices over time. Any thread may ask. */
public final class DriftMaps {
    /** Cells that one answer judges at most: about 30 µs each. */
    static final long MOST_CELLS = 60_000;

    private final Questions questions;
    private final Monitored monitored;

    public DriftMaps(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /** In which order lines come. */
    public enum Order {
        /** The line with the strongest cell first, those with a BAD one before all others. */
        CONTRIBUTION,
        /** By name. */
        NAME
    }

    /**
     * Which lines.
     *
     * @param part of the name of a line, in any case; empty for all
     * @param after lines after that one only; empty for all
     * @param limit so many at most
     */
    public record Page(String part, Order order, String after, int limit) {}

    /**
     * A line of the map.
     *
     * @param name of the column or slice
     * @param strongest of its cells; null if it has none
     * @param cells one a bucket; null where there are no rows
     */
    public record Line(String name, @Nullable DriftCell strongest, List<@Nullable DriftCell> cells) {}

    /**
     * A map.
     *
     * @param lines a page of them
     * @param hasMore whether there are lines after the last
     */
    public record HeatMap(Buckets buckets, List<Line> lines, boolean hasMore) {}

    /**
     * Columns over time.
     *
     * @param stepMs length of a bucket; 0 for a usual one
     * @throws Refused if the slice was never seen, the range is not kept, or there would be too many cells
     * @throws Unavailable if nobody can say now
     */
    public Answer<HeatMap> columns(Scope scope, AskedRange asked, long stepMs, Page page) {
        monitored.monitor(scope.model());
        return questions.ask(view -> {
            Spans spans = new Spans(monitored, view);
            spans.known(scope);
            Buckets buckets = spans.buckets(scope, asked, stepMs);
            TreeSet<String> names = columns(scope.model());
            names.removeIf(name -> !isMeant(name, page));
            requireFew(names.size(), "columns", buckets);
            List<Line> lines = new ArrayList<>();
            new Drift(monitored, view)
                    .cells(scope, buckets, names::contains)
                    .forEach((name, cells) -> lines.add(line(name, buckets, cells)));
            return page(buckets, lines, page);
        });
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

    private static boolean isMeant(String name, Page page) {
        return name.toLowerCase(Locale.ROOT).contains(page.part().toLowerCase(Locale.ROOT));
    }

    private static void requireFew(int lines, String what, Buckets buckets) {
        long cells = (long) lines * buckets.buckets().size();
        if (cells > MOST_CELLS) {
            throw new TooMuch("the map would have more than " + MOST_CELLS + " cells: " + what + "=" + lines
                    + ", buckets=" + buckets.buckets().size() + "; take a longer step, or choose " + what + " by q");
        }
    }

    /**
     * Slices over time, by name.
     *
     * @param whole the model and the stage
     * @param column only what that column did; empty for the strongest of all columns
     * @param stepMs length of a bucket; 0 for a usual one
     * @param page of slices
     * @throws Refused if the column is not known, the range is not kept, or there would be too many cells
     * @throws Unavailable if nobody can say now
     */
    public Answer<HeatMap> slices(Scope whole, String column, AskedRange asked, long stepMs, Page page) {
        monitored.monitor(whole.model());
        TreeSet<String> columns = columns(whole.model());
        if (!column.isEmpty()) {
            Profiles.requireKnown(column, columns);
            columns.removeIf(name -> !name.equals(column));
        }
        return questions.ask(view -> {
            List<Scope> all = scopes(view, whole).stream()
                    .filter(scope ->
                            isMeant(scope.slice(), page) && scope.slice().compareTo(page.after()) > 0)
                    .toList();
            List<Scope> chosen = all.subList(0, Math.min(page.limit(), all.size()));
            Spans spans = new Spans(monitored, view);
            Buckets buckets = spans.buckets(whole, closedEverywhere(spans, whole, chosen, asked), stepMs);
            requireFew(chosen.size() * columns.size(), "slices × columns", buckets);
            Drift drift = new Drift(monitored, view);
            List<Line> lines = chosen.stream()
                    .map(scope ->
                            line(scope.slice(), buckets, strongest(drift.cells(scope, buckets, columns::contains))))
                    .toList();
            return new HeatMap(buckets, lines, chosen.size() < all.size());
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

    private static HeatMap page(Buckets buckets, List<Line> lines, Page page) {
        List<Line> sorted = new ArrayList<>(lines);
        if (page.order() == Order.CONTRIBUTION) {
            sorted.sort(Comparator.comparingDouble(DriftMaps::weight).reversed().thenComparing(Line::name));
        }
        int from = 0;
        if (!page.after().isEmpty()) {
            List<String> names = sorted.stream().map(Line::name).toList();
            from = names.indexOf(page.after()) + 1;
            if (from == 0) {
                throw Refused.wrong("after must be next of the page before: after=" + page.after());
            }
        }
        int to = Math.min(sorted.size(), from + page.limit());
        return new HeatMap(buckets, sorted.subList(from, to), to < sorted.size());
    }

    private static double weight(Line line) {
        return line.strongest() == null ? -1 : line.strongest().weight();
    }
}
