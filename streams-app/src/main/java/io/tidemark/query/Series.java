package io.tidemark.query;

import io.tidemark.config.Monitor;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the events of any scope went over time, for charts. Any thread may ask. */
public final class Series {
    /** Ranks of the quantiles. */
    public static final List<Double> RANKS = List.of(0.5, 0.95, 0.99);

    /** Most columns of one answer. */
    public static final int MOST_COLUMNS = 50;

    /** The name of predictions that have no cell of their own. */
    public static final String OTHER = Scope.OTHER;

    private final Questions questions;
    private final Monitored monitored;

    public Series(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /**
     * Points over time, one a bucket; NaN where there is nothing to say: no event, or a value that the bucket's grid had no cell for.
     *
     * @param buckets which ones
     * @param rows events of each
     * @param statuses how requests ended
     * @param classes share of each predicted class among the predictions
     * @param columns what was asked for, by name
     */
    public record Lines(
            Buckets buckets,
            List<Long> rows,
            List<StatusCounts> statuses,
            SortedMap<String, List<Double>> classes,
            SortedMap<String, ColumnLines> columns) {}

    /**
     * A column over time.
     *
     * @param missing share of the rows that could have had a value, in [0, 1]
     * @param quantiles by rank; empty of a column that has no numbers, or whose values may not be shown
     * @param mixed starts of buckets in which the grid changed: they have no quantiles, since counts on different grids are never added
     */
    public record ColumnLines(List<Double> missing, Map<Double, List<Double>> quantiles, List<Long> mixed) {}

    /**
     * The series of a scope.
     *
     * @param columns at most {@value #MOST_COLUMNS}; empty for predictions, scores and latencies
     * @param stepMs length of a bucket; 0 for a usual one
     * @throws Refused if the scope was never seen, a column is not known, there are too many, or the range is not kept
     * @throws Unavailable if nobody can say now
     */
    public Answer<Lines> lines(Scope scope, AskedRange asked, long stepMs, List<String> columns) {
        monitored.monitor(scope.model());
        if (columns.size() > MOST_COLUMNS) {
            throw Refused.wrong("columns must be at most " + MOST_COLUMNS + ": columns=" + columns.size());
        }
        return questions.ask(view -> lines(new Spans(monitored, view), scope, asked, stepMs, columns));
    }

    private Lines lines(Spans spans, Scope scope, AskedRange asked, long stepMs, List<String> columns) {
        spans.known(scope);
        Buckets buckets = spans.buckets(scope, asked, stepMs);
        List<SpanProfile> sums = spans.sums(scope, buckets.spans());
        GridBook book = monitored.grids().book(scope.model());
        SortedMap<String, ColumnLines> lines = new TreeMap<>();
        for (String column : chosen(book, sums, columns)) {
            lines.put(column, column(scope.model(), column, buckets, sums));
        }
        return new Lines(
                buckets,
                sums.stream().map(sum -> sum.rows().events()).toList(),
                sums.stream().map(sum -> monitored.statuses(scope.model(), sum)).toList(),
                classes(scope.model(), sums),
                lines);
    }

    private static SortedSet<String> chosen(GridBook book, List<SpanProfile> sums, List<String> named) {
        SortedSet<String> known = new TreeSet<>();
        sums.forEach(sum -> known.addAll(sum.columns().keySet()));
        book.eras().forEach(era -> known.addAll(era.grids().keySet()));
        named.forEach(name -> Profiles.requireKnown(name, known));
        if (!named.isEmpty()) {
            return new TreeSet<>(named);
        }
        known.removeIf(name -> !ReservedColumn.isReserved(name) && !name.equals(ReservedColumn.LATENCY.column()));
        return known;
    }

    private ColumnLines column(String model, String name, Buckets buckets, List<SpanProfile> sums) {
        Map<String, Grid> grids = monitored.grids().book(model).grids(name);
        boolean isShown = !monitored.monitor(model).redacts(name);
        List<Double> missing = new ArrayList<>();
        List<Long> mixed = new ArrayList<>();
        Map<Double, List<Double>> quantiles = new LinkedHashMap<>();
        RANKS.forEach(rank -> quantiles.put(rank, new ArrayList<>()));
        for (int i = 0; i < sums.size(); i++) {
            SortedMap<String, Counts> counts = counts(sums.get(i), name);
            missing.add(missing(counts));
            if (counts.size() > 1) {
                mixed.add(buckets.buckets().get(i).startMs());
            }
            quantiles.forEach((rank, line) -> line.add(quantile(counts, grids, rank)));
        }
        boolean hasQuantiles =
                isShown && quantiles.values().stream().flatMap(List::stream).anyMatch(value -> !value.isNaN());
        return new ColumnLines(missing, hasQuantiles ? quantiles : Map.of(), mixed);
    }

    private static SortedMap<String, Counts> counts(SpanProfile span, String column) {
        return span.columns().getOrDefault(column, Collections.emptySortedMap());
    }

    private static double missing(SortedMap<String, Counts> counts) {
        long seen = counts.values().stream().mapToLong(Counts::seen).sum();
        long missing = counts.values().stream().mapToLong(Counts::missing).sum();
        return seen == 0 ? Double.NaN : (double) missing / seen;
    }

    private static double quantile(SortedMap<String, Counts> counts, Map<String, Grid> grids, double rank) {
        if (counts.size() != 1) {
            return Double.NaN;
        }
        Counts only = counts.get(counts.firstKey());
        if (only == null || only.valid() == 0) {
            return Double.NaN;
        }
        Grid grid = grids.get(only.gridId());
        if (grid instanceof NumberGrid numbers && only.isOn(grid)) {
            return Figures.quantile(numbers, only, rank).value();
        }
        return only.quantiles().isEmpty() ? Double.NaN : only.quantiles().quantile(rank);
    }

    private SortedMap<String, List<Double>> classes(String model, List<SpanProfile> sums) {
        String column = ReservedColumn.PREDICTION.column();
        Monitor monitor = monitored.monitor(model);
        Map<String, Grid> grids = monitored.grids().book(model).grids(column);
        SortedSet<String> names = new TreeSet<>();
        grids.values().forEach(grid -> {
            if (grid instanceof CategoryGrid categories) {
                names.addAll(categories.values());
                names.add(OTHER);
            }
        });
        SortedMap<String, List<Double>> classes = new TreeMap<>();
        if (!monitor.redacts(column)) {
            names.forEach(name -> classes.put(
                    name,
                    sums.stream()
                            .map(sum -> share(name, counts(sum, column), grids))
                            .toList()));
        }
        return classes;
    }

    /** The share of a class; NaN if a grid of the bucket has no cell for it, or there is no prediction. */
    private static double share(String name, SortedMap<String, Counts> all, Map<String, Grid> grids) {
        long rows = 0;
        long valid = 0;
        for (Counts counts : all.values()) {
            if (!(grids.get(counts.gridId()) instanceof CategoryGrid grid) || !counts.isOn(grid)) {
                return Double.NaN;
            }
            boolean isOther = name.equals(OTHER);
            if (isOther ? all.size() > 1 : !grid.values().contains(name)) {
                return Double.NaN;
            }
            rows += counts.cell(isOther ? grid.elseCell() : grid.cell(name));
            valid += counts.valid();
        }
        return valid == 0 ? Double.NaN : (double) rows / valid;
    }
}
