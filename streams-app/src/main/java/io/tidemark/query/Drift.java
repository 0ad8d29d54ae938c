package io.tidemark.query;

import io.tidemark.assess.AssessRules;
import io.tidemark.assess.PastReader;
import io.tidemark.assess.SpanReference;
import io.tidemark.compare.ColumnJudge;
import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.ComparedMeasure;
import io.tidemark.config.Monitor;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.Buckets.Bucket;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.Judged;
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
     * Cells by the start of their bucket.
     *
     * @param columns those of each column, by name; where a bucket has no row of a column, there is none
     * @param rows how many came, from the scope's first row on
     */
    record Cells(SortedMap<String, SortedMap<Long, DriftCell>> columns, SortedMap<Long, DriftCell> rows) {}

    /**
     * The cells of a scope.
     *
     * @param chosen whether a column is wanted
     * @throws Refused if the scope was never seen, or a bucket is not kept
     */
    Cells cells(Scope scope, Buckets buckets, Predicate<String> chosen) {
        AssessRules rules = monitored.rules(scope.model());
        List<SpanProfile> sums = spans.sums(scope, buckets.spans());
        PastReader reader = new PastReader(monitored.grids(), state(scope, buckets.range(), rules));
        long firstMs = spans.known(scope).firstPaneMs();
        Cells all = new Cells(new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < sums.size(); i++) {
            Bucket bucket = buckets.buckets().get(i);
            SpanReference reference = reader.reference(rules, scope, bucket.span());
            if (bucket.span().endMs() > firstMs) {
                all.rows()
                        .put(
                                bucket.startMs(),
                                rows(bucket, reference, sums.get(i).rows().events()));
            }
            for (Map.Entry<String, Grid> entry : reference.grids().entrySet()) {
                String column = entry.getKey();
                if (chosen.test(column)) {
                    SortedMap<Long, DriftCell> cells =
                            all.columns().computeIfAbsent(column, ignored -> new TreeMap<>());
                    Counts counts = counts(sums.get(i), column, entry.getValue());
                    if (counts.seen() > 0) {
                        cells.put(bucket.startMs(), cell(rules, bucket, reference, column, counts));
                    }
                }
            }
        }
        return all;
    }

    private static DriftCell rows(Bucket bucket, SpanReference reference, long rows) {
        Judged volume = reference.volume(rows);
        if (volume == null) {
            String verdict = reference.state().isEmpty() ? DriftCell.NOT_JUDGED : DriftCell.WARMING_UP;
            return new DriftCell(bucket.startMs(), "", null, rows, verdict);
        }
        return new DriftCell(
                bucket.startMs(),
                "",
                ComparedMeasure.of(volume),
                rows,
                volume.verdict().name());
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
