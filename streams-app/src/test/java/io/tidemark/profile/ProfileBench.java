package io.tidemark.profile;

import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Rejection;
import io.tidemark.profile.ProfileRules.Allowed;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.testkit.TestEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A profiler of the model “fraud” with panes of a minute, and what it has handed on so far. */
final class ProfileBench {
    static final String MODEL = "fraud";
    static final long PANE = 60_000;

    private final Map<String, GridBook> books = new HashMap<>();
    private final Map<String, Profile> handed = new TreeMap<>();
    private final Map<String, Allowed> allowed = new HashMap<>();
    private final List<List<String>> slices = new ArrayList<>();
    private final Observation observation = new Observation();
    private Predicate<String> watched = column -> true;
    private int maxSlices = 100;
    private int deltas;
    private long place;
    private @Nullable Profiler profiler;

    ProfileBench slices(String... dimensions) {
        slices.add(List.of(dimensions));
        return this;
    }

    ProfileBench maxSlices(int most) {
        maxSlices = most;
        return this;
    }

    ProfileBench watching(Predicate<String> columns) {
        watched = columns;
        return this;
    }

    ProfileBench allowed(String column, Allowed values) {
        allowed.put(column, values);
        return this;
    }

    ProfileBench grids(Map<String, Grid> grids) {
        return book(new GridBook(List.of(new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(grids))), new TreeSet<>()));
    }

    ProfileBench book(GridBook book) {
        books.put(MODEL, book);
        return this;
    }

    ProfileRules rules() {
        return new ProfileRules(MODEL, PANE, slices, maxSlices, watched, Map.of(), allowed);
    }

    Profiler profiler() {
        Profiler known = profiler;
        if (known == null) {
            known = new Profiler(List.of(rules()), GridBook.Library.of(books));
            profiler = known;
        }
        return known;
    }

    @Nullable
    Rejection observe(TestEvent event) {
        return profiler().observe(event.observed(observation), place++, Long.MAX_VALUE);
    }

    ProfileBench take(TestEvent... events) {
        for (TestEvent event : events) {
            Rejection rejection = observe(event);
            if (rejection != null) {
                throw new IllegalStateException("a test's event was rejected: " + rejection);
            }
        }
        return this;
    }

    ProfileBench handOver() {
        for (Delta delta : profiler().handOver()) {
            String key = delta.scope().stage() + " " + delta.scope().slice() + " @" + delta.paneStartMs();
            List<String> apart =
                    handed.computeIfAbsent(key, ignored -> new Profile()).add(delta.profile());
            if (!apart.isEmpty()) {
                throw new IllegalStateException("grids were mixed in a pane: columns=" + apart);
            }
            deltas++;
        }
        return this;
    }

    /** All that was handed on, by {@code STAGE slice @pane}. */
    Map<String, Profile> profiles() {
        handOver();
        return handed;
    }

    int deltas() {
        return deltas;
    }

    /** The profile of that key, empty if there is none. */
    Profile profile(String key) {
        return profiles().getOrDefault(key, new Profile());
    }

    /** The counts of a column of the serving slice of all in the pane of time 0. */
    Counts counts(String column) {
        return profile("SERVING * @0").columns().getOrDefault(column, Counts.withoutGrid());
    }
}
