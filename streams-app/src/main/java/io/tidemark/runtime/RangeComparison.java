package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.Comparison.Precision;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.store.GridLibrary;
import io.tidemark.store.PastRanges;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.MonitorRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Compares any two past ranges of event time of one slice, from the counts that a running application keeps: windows, and their sums by the
 * hour and the day. The same counts come out whichever of these are left.
 */
public final class RangeComparison {
    private final Monitor monitor;
    private final Request request;
    private final KafkaStreams streams;

    private RangeComparison(Monitor monitor, Request request, KafkaStreams streams) {
        this.monitor = monitor;
        this.request = request;
        this.streams = streams;
    }

    /**
     * Which ranges.
     *
     * @param reference the range that says what is in order
     * @param current the range that is judged
     * @param slice {@code *}, {@code dimension=value} or {@code version=…}
     * @param falseAlarms how many of such comparisons may have a BAD although nothing changed, in (0, 1)
     */
    public record Request(TimeWindow reference, TimeWindow current, String slice, double falseAlarms) {}

    /**
     * Compares, on an application whose stores are all in this process.
     *
     * @throws WorldFailure if a range is not closed, no longer kept that fine, without events, or on other grids than the other
     */
    static Comparison of(KafkaStreams streams, Monitor monitor, Request request) {
        return new RangeComparison(monitor, request, streams).run();
    }

    private Comparison run() {
        SpanProfile before = sum(request.reference());
        SpanProfile after = sum(request.current());
        SortedMap<String, Grid> shared = shared(before, after);
        List<Compared> columns = new ArrayList<>();
        shared.forEach((column, grid) -> columns.add(new Compared(
                column,
                grid,
                new ColumnReference(counts(before, column, grid), dispersion(column, grid)),
                counts(after, column, grid))));
        Comparison.Budget budget = budget(columns);
        ColumnJudge judge =
                new ColumnJudge(MonitorRules.assess(monitor, 0).tolerances(), monitor::redacts, budget, columns.size());
        List<ComparedColumn> judged = columns.stream()
                .map(column -> judge.judge(column, RawColumns.none()))
                .toList();
        return new Comparison(
                rows(request.reference(), before),
                rows(request.current(), after),
                Precision.KEPT,
                budget,
                judged,
                without(after, shared),
                without(before, shared),
                MultipleTests.of(judged));
    }

    private Scope scope() {
        return new Scope(monitor.model(), Stage.SERVING, request.slice());
    }

    private SpanProfile sum(TimeWindow range) {
        Retention kept = MonitorRules.assess(monitor, 0).retention();
        ReadOnlyKeyValueStore<String, byte[]> progress = store(StoreNames.PROGRESS);
        ReadOnlyKeyValueStore<Bytes, byte[]> profiles = store(StoreNames.PROFILES);
        try {
            long closedThrough = ProgressStore.closedThrough(progress, monitor.model());
            SpanProfile sum = new PastRanges(profiles, kept, closedThrough).sum(scope(), range);
            if (sum.rows().events() == 0) {
                throw new WorldFailure("no events: range=" + text(range) + ", slice=" + request.slice()
                        + "; slices are named as in readings, dimension=value");
            }
            return sum;
        } catch (IllegalArgumentException refused) {
            throw new WorldFailure("--ranges: " + refused.getMessage(), refused);
        }
    }

    private <K> ReadOnlyKeyValueStore<K, byte[]> store(String name) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }

    /** Of each column the grid on which both ranges have rows; counts on different grids are never compared. */
    private SortedMap<String, Grid> shared(SpanProfile before, SpanProfile after) {
        Map<String, Map<String, Grid>> known = new TreeMap<>();
        GridBook book = new GridLibrary(store(StoreNames.GRIDS)).book(monitor.model());
        for (GridBook.Era era : book.eras()) {
            era.grids().forEach((column, grid) -> known.computeIfAbsent(column, ignored -> new TreeMap<>())
                    .put(grid.id(), grid));
        }
        SortedMap<String, Grid> shared = new TreeMap<>();
        before.columns().forEach((column, grids) -> {
            for (String id : grids.keySet()) {
                Grid grid = known.getOrDefault(column, Map.of()).get(id);
                if (grid != null
                        && after.columns()
                                .getOrDefault(column, Collections.emptySortedMap())
                                .containsKey(id)) {
                    shared.put(column, grid);
                }
            }
        });
        if (shared.isEmpty()) {
            throw new WorldFailure("no column stands on the same grid in both ranges: ranges="
                    + text(request.reference()) + " and " + text(request.current())
                    + "; compare ranges after the reference's own, between two pins");
        }
        return shared;
    }

    private static Counts counts(SpanProfile span, String column, Grid grid) {
        Counts counts = span.columns()
                .getOrDefault(column, Collections.emptySortedMap())
                .get(grid.id());
        return counts == null ? new Counts(grid.id(), grid.cells()) : counts;
    }

    private Dispersion dispersion(String column, Grid grid) {
        Dispersion found = Dispersion.unknown(0);
        for (Reference version : ReferenceStore.versions(store(StoreNames.REFERENCES), scope())) {
            ColumnReference pinned = version.columns().get(column);
            if (pinned != null && pinned.counts().isOn(grid)) {
                found = pinned.dispersion();
            }
        }
        return found;
    }

    private Comparison.Budget budget(List<Compared> columns) {
        long tests = columns.stream().mapToLong(Compared::decidingMeasures).sum();
        int windows = columns.stream()
                .map(column -> column.reference().dispersion())
                .filter(Dispersion::isKnown)
                .mapToInt(Dispersion::windows)
                .max()
                .orElse(0);
        double alpha = Math.min(FileComparison.WEAKEST, request.falseAlarms() / 2 / Math.max(1, tests));
        long spans = -Math.floorDiv(
                -request.current().lengthMs(), monitor.windows().size().toMillis());
        return new Comparison.Budget(request.falseAlarms(), tests, alpha, windows, FileComparison.scale(spans));
    }

    private Comparison.Rows rows(TimeWindow range, SpanProfile span) {
        return new Comparison.Rows(
                text(range) + " of " + monitor.model() + " " + request.slice(),
                span.rows().events(),
                0,
                "");
    }

    private static List<String> without(SpanProfile span, SortedMap<String, Grid> shared) {
        TreeSet<String> rest = new TreeSet<>(span.columns().keySet());
        rest.removeAll(shared.keySet());
        return List.copyOf(rest);
    }

    private static String text(TimeWindow range) {
        return Instant.ofEpochMilli(range.startMs()) + ".." + Instant.ofEpochMilli(range.endMs());
    }
}
