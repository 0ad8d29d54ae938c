package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.FirstRange;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Scope;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.ContentHash;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReferenceBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a reference of a model version's first windows once they have closed; they are still kept then, so counts and φ are exact.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class Launches {
    private final GridBook.Library library;
    private final AssessState state;

    Launches(GridBook.Library library, AssessState state) {
        this.library = library;
        this.state = state;
    }

    /** Looks, when a window of a scope has closed, whether its launch is over. */
    void closed(AssessRules rules, Scope scope, TimeWindow window) {
        long launchMs = rules.references().comparisons().launchMs();
        boolean isLaunching = rules.references().comparisons().of(scope).contains(Comparison.LAUNCH)
                && state.references(scope, Kind.LAUNCH).isEmpty();
        if (!isLaunching) {
            return;
        }
        List<StoredProfile> kept = state.pastWindows(scope, window.endMs() - rules.retentionMs(), window.endMs());
        NavigableMap<Long, Long> rows = new TreeMap<>();
        kept.forEach(
                stored -> rows.put(stored.startMs(), stored.profile().rows().events()));
        new FirstRange(rows, rules.windowMs(), launchMs)
                .complete(window.endMs())
                .ifPresent(range -> state.putReference(reference(rules, scope, range, kept)));
    }

    private Reference reference(AssessRules rules, Scope scope, TimeWindow range, List<StoredProfile> kept) {
        GridBook book = library.book(scope.model());
        NavigableMap<Long, Profile> windows = new TreeMap<>();
        Profile total = new Profile();
        kept.stream().filter(stored -> range.contains(stored.startMs())).forEach(stored -> {
            windows.put(stored.startMs(), stored.profile());
            total.add(stored.profile());
        });
        RowsReferenceBuilder rows = new RowsReferenceBuilder();
        for (long start = range.startMs(); start < range.endMs(); start += rules.windowMs()) {
            rows.add(windows.getOrDefault(start, new Profile()).rows().events());
        }
        SortedMap<String, ColumnReference> columns = new TreeMap<>();
        book.at(range.startMs()).grids().forEach((column, grid) -> {
            Counts counts = total.columns().get(column);
            if (counts != null && counts.isOn(grid)) {
                columns.put(column, column(column, grid, counts, new Windows(range, rules.windowMs(), windows)));
            }
        });
        return new Reference(
                id(range),
                scope,
                range,
                range.endMs(),
                Math.max(1, book.slices().size()),
                rows.build(),
                columns,
                new Reference.Label(Kind.LAUNCH, scope.version(), total.rows().events(), 0, Long.MAX_VALUE));
    }

    /** The windows of a range, empty ones left out. */
    private record Windows(TimeWindow range, long windowMs, NavigableMap<Long, Profile> profiles) {}

    private static ColumnReference column(String column, Grid grid, Counts counts, Windows windows) {
        DispersionBuilder dispersion = new DispersionBuilder(grid.kind(), grid.cells());
        for (long start = windows.range().startMs(); start < windows.range().endMs(); start += windows.windowMs()) {
            Counts found = windows.profiles()
                    .getOrDefault(start, new Profile())
                    .columns()
                    .getOrDefault(column, counts.emptied());
            dispersion.add(Phi.cells(found.isOn(grid) ? found : counts.emptied()));
        }
        return new ColumnReference(counts, dispersion.build());
    }

    private static String id(TimeWindow range) {
        String text = Instant.ofEpochMilli(range.startMs()) + ".." + Instant.ofEpochMilli(range.endMs());
        return ContentHash.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
