package io.tidemark.query;

import io.tidemark.assess.AssessRules;
import io.tidemark.assess.PastReader;
import io.tidemark.assess.SpanReference;
import io.tidemark.compare.ColumnJudge;
import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.Buckets.Bucket;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How far the columns of a scope drifted, bucket by bucket: each is judged against the reference that holds for it as the readings of so many windows
 * are, with φ of the scale that fits, and at their level.
 *
 * <p>Made for one answer; not thread-safe.
 */
final class Drift {
    private final Monitored monitored;
    private final View view;
    private final Spans spans;

    Drift(Monitored monitored, View view) {
        this.monitored = monitored;
        this.view = view;
        this.spans = new Spans(monitored, view);
    }

    /**
     * The cells of each column, by name and then by the start of the bucket; where a bucket has no row of a column, there is none.
     *
     * @param chosen whether a column is wanted
     */
    SortedMap<String, SortedMap<Long, DriftCell>> cells(Scope scope, Buckets buckets, Predicate<String> chosen) {
        AssessRules rules = monitored.rules(scope.model());
        List<SpanProfile> sums = spans.sums(scope, buckets.spans());
        PastReader reader = new PastReader(monitored.grids(), state(scope, buckets.range(), rules));
        SortedMap<String, SortedMap<Long, DriftCell>> all = new TreeMap<>();
        for (int i = 0; i < sums.size(); i++) {
            Bucket bucket = buckets.buckets().get(i);
            SpanReference reference = reader.reference(rules, scope, bucket.span());
            for (Map.Entry<String, Grid> entry : reference.grids().entrySet()) {
                String column = entry.getKey();
                Counts counts = counts(sums.get(i), column, entry.getValue());
                if (chosen.test(column)) {
                    SortedMap<Long, DriftCell> cells = all.computeIfAbsent(column, ignored -> new TreeMap<>());
                    if (counts.seen() > 0) {
                        cells.put(bucket.startMs(), cell(rules, bucket, reference, column, counts));
                    }
                }
            }
        }
        return all;
    }

    private DriftCell cell(AssessRules rules, Bucket bucket, SpanReference reference, String column, Counts counts) {
        ColumnReference compared = reference.column(column);
        Grid grid = reference.grids().get(column);
        if (compared == null || grid == null) {
            return new DriftCell(bucket.startMs(), column, null, counts.valid(), DriftCell.WARMING_UP);
        }
        ComparedColumn judged = judge(rules, reference, new Compared(column, grid, compared, counts));
        return new DriftCell(bucket.startMs(), column, judged.worst(), counts.valid(), judged.verdict());
    }

    /** A column as the readings of so many windows judge it. */
    ComparedColumn judge(AssessRules rules, SpanReference reference, Compared column) {
        Monitor monitor = monitored.monitor(rules.model());
        return new ColumnJudge(rules.tolerances(), monitor::redacts, reference.levels(column.name()), reference.scale())
                .judge(column, List.of());
    }

    /** What a range is compared with. */
    SpanReference reference(AssessRules rules, Scope scope, TimeWindow range) {
        return new PastReader(monitored.grids(), state(scope, range, rules)).reference(rules, scope, range);
    }

    static Counts counts(SpanProfile sum, String column, Grid grid) {
        Counts counts =
                sum.columns().getOrDefault(column, Collections.emptySortedMap()).get(grid.id());
        return counts == null ? new Counts(grid.id(), grid.cells()) : counts;
    }

    private ViewedState state(Scope scope, TimeWindow range, AssessRules rules) {
        TreeSet<String> columns = new TreeSet<>();
        monitored
                .grids()
                .book(scope.model())
                .eras()
                .forEach(era -> columns.addAll(era.grids().keySet()));
        int trailing =
                columns.stream().mapToInt(rules.trailing()::applyAsInt).max().orElse(0);
        TimeWindow reach = new TimeWindow(range.startMs() - trailing * rules.windowMs(), range.endMs());
        return new ViewedState(view, monitored.partition(scope), rules.retention(), reach);
    }
}
