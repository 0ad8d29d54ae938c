package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a window is compared with beside the monitor's reference: training data, the rest of its model's events, another version, the version
 * before, its own version's first windows.
 *
 * <p>All of it is here: counts of other scopes come as copies, in the same transaction and partition order as marks, before a mark that
 * closes their window. φ is that of the slice's own pinned windows, else that of the whole's; without a pin rows are taken as independent.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class Counterparts {
    /** The longest scale, in windows. */
    private static final long REACH = 1L << (Dispersion.SCALES - 1);

    /** Events of the version before in a window, from which on the two are compared in the same windows. */
    private static final long FEWEST_TOGETHER = 50;

    private final ClosedState state;
    private final MainReference main;

    Counterparts(ClosedState state, MainReference main) {
        this.state = state;
        this.main = main;
    }

    /** What the window is compared with in that kind of reading. */
    Against of(Comparison comparison, ClosedWindow closed) {
        return switch (comparison) {
            case TRAINING -> training(closed);
            case REST -> rest(closed);
            case CANARY -> canary(closed);
            case LAUNCH -> launch(closed);
            case PREVIOUS -> previous(closed);
            case MAIN, LABELS, LABELS_PREVIOUS ->
                throw new IllegalArgumentException("the main reference is no counterpart");
        };
    }

    private Against training(ClosedWindow closed) {
        Scope trained = trained(closed);
        Profile sent = sent(trained, closed.era());
        String version = trained.isVersion() ? trained.version() : trained.slice();
        if (sent.rows().events() == 0) {
            return Against.nothing(Comparison.TRAINING, "no training events yet: " + version);
        }
        return new Against(
                Comparison.TRAINING,
                "training:" + version,
                "",
                (column, grid, scale) -> compared(sent, column, grid, pinned(closed, column)),
                closed.era().validFromMs());
    }

    /** Of the whole: what the version was trained on that brings most of the window's events, if training says versions. */
    private Scope trained(ClosedWindow closed) {
        Scope scope = closed.scope();
        if (!scope.isWhole()) {
            return scope.in(Stage.TRAINING);
        }
        Scope serving = scope;
        long most = 0;
        for (Scope candidate : state.copied(scope.model())) {
            if (candidate.isVersion() && candidate.stage() == Stage.SERVING) {
                long rows = sum(candidate, closed.window(), 1).rows().events();
                serving = rows > most ? candidate : serving;
                most = Math.max(most, rows);
            }
        }
        return serving.in(Stage.TRAINING);
    }

    /** All that the training pipeline sent, on the grids of an era: what came since, and what pin counted of the time before. */
    private Profile sent(Scope trained, GridBook.Era era) {
        long startMs = era.validFromMs();
        Profile sum = new Profile();
        state.copies(trained, startMs, startMs + 1).forEach(copy -> sum.add(copy.profile()));
        for (Reference before : state.references(trained, Kind.TRAINING)) {
            if (before.validFromMs() == startMs) {
                sum.add(new Profile(new Rows(before.label().events(), 0, 0), columns(before)));
            }
        }
        return sum;
    }

    private static SortedMap<String, Counts> columns(Reference reference) {
        SortedMap<String, Counts> columns = new TreeMap<>();
        reference.columns().forEach((column, found) -> columns.put(column, found.counts()));
        return columns;
    }

    private Against rest(ClosedWindow closed) {
        Scope whole = new Scope(closed.scope().model(), Stage.SERVING, Scope.ALL);
        long wholeFromMs = wholeFromMs(closed, whole);
        if (closed.window().startMs() < wholeFromMs) {
            return Against.nothing(Comparison.REST, "the rest is known from the next window on");
        }
        Against rest = sameWindows(
                closed,
                new Other(Comparison.REST, "rest"),
                wholeFromMs,
                scale -> Subtraction.of(sum(whole, closed.window(), scale), closed.last(scale)));
        return rest.without(Scope.dimensions(closed.scope().slice()));
    }

    /**
     * From when on the whole's copies hold all that the slice has. Where the slice was there before them, they may have begun in the midst
     * of their first window; a window more than the longest scale is looked at to tell that from what is long past.
     */
    private long wholeFromMs(ClosedWindow closed, Scope whole) {
        long lengthMs = closed.window().lengthMs();
        long endMs = closed.window().endMs();
        List<StoredProfile> copies = state.copies(whole, endMs - (REACH + 1) * lengthMs, endMs);
        long firstMs = copies.isEmpty() ? Long.MIN_VALUE : copies.get(0).startMs();
        return firstMs > closed.keptMs() ? firstMs + lengthMs : firstMs;
    }

    private Against canary(ClosedWindow closed) {
        String against = closed.rules().references().comparisons().against();
        Scope other = new Scope(closed.scope().model(), Stage.SERVING, Scope.versionSlice(against));
        return sameWindows(
                closed,
                new Other(Comparison.CANARY, "canary:" + against),
                firstCopyMs(other, closed.window()),
                scale -> sum(other, closed.window(), scale));
    }

    /**
     * The version before: in the same windows while it has enough events there, for then both met the same hour of the day; else in its windows before this
     * one came.
     */
    private Against previous(ClosedWindow closed) {
        PreviousVersion before = PreviousVersion.of(closed.scope(), closed.window(), state);
        if (before == null) {
            return Against.nothing(Comparison.PREVIOUS, "no version before in the last " + REACH + " windows");
        }
        String name = "previous:" + before.scope().version();
        if (sum(before.scope(), closed.window(), 1).rows().events() >= FEWEST_TOGETHER) {
            return sameWindows(
                    closed,
                    new Other(Comparison.PREVIOUS, name + " (same windows)"),
                    firstCopyMs(before.scope(), closed.window()),
                    scale -> sum(before.scope(), closed.window(), scale));
        }
        Profile gone = before.before();
        return new Against(
                Comparison.PREVIOUS,
                name + " (earlier windows)",
                "",
                (column, grid, scale) -> compared(gone, column, grid, pinned(closed, column)),
                Math.max(closed.era().validFromMs(), before.cameMs()));
    }

    /** Whose windows of the same time a window is compared with. */
    private record Other(Comparison comparison, String name) {}

    private Against sameWindows(ClosedWindow closed, Other other, long fromMs, IntFunction<Profile> sums) {
        if (sums.apply(1).rows().events() <= 0) {
            return Against.nothing(other.comparison(), "no other events in this window: " + other.name());
        }
        Cached cached = new Cached(sums);
        return new Against(
                other.comparison(),
                other.name(),
                "",
                (column, grid, scale) ->
                        compared(cached.at(scale), column, grid, Phi.everywhere(pinned(closed, column), scale)),
                Math.max(closed.era().validFromMs(), fromMs));
    }

    /** The sum of the last scale that was asked for: columns of a scale are asked for one after the other. */
    private static final class Cached {
        private final IntFunction<Profile> sums;
        private Profile latest = new Profile();
        private int latestScale;

        Cached(IntFunction<Profile> sums) {
            this.sums = sums;
        }

        Profile at(int scale) {
            if (scale != latestScale) {
                latest = sums.apply(scale);
                latestScale = scale;
            }
            return latest;
        }
    }

    /** Before its first window the other side had nothing to compare with: a version that came later. */
    private long firstCopyMs(Scope other, TimeWindow window) {
        List<StoredProfile> copies = copies(other, window);
        return copies.isEmpty() ? Long.MIN_VALUE : copies.get(0).startMs();
    }

    private List<StoredProfile> copies(Scope other, TimeWindow window) {
        return state.copies(other, window.endMs() - REACH * window.lengthMs(), window.endMs());
    }

    private Profile sum(Scope other, TimeWindow window, int scale) {
        Profile sum = new Profile();
        for (StoredProfile copy : copies(other, window)) {
            if (copy.startMs() >= window.last(scale).startMs()) {
                sum.add(copy.profile());
            }
        }
        return sum;
    }

    private Against launch(ClosedWindow closed) {
        List<Reference> launches = state.references(closed.scope(), Kind.LAUNCH);
        Reference launch = launches.isEmpty() ? null : launches.get(0);
        if (launch == null || launch.holdsFromMs() > closed.window().startMs()) {
            return Against.nothing(Comparison.LAUNCH, "warming up: the version's first windows are its reference");
        }
        return new Against(
                Comparison.LAUNCH,
                launch.name(),
                "",
                (column, grid, scale) -> onGrid(launch.columns().get(column), grid),
                Math.max(closed.era().validFromMs(), launch.holdsFromMs()));
    }

    private static @Nullable ColumnReference onGrid(@Nullable ColumnReference found, Grid grid) {
        return found == null || !found.counts().isOn(grid) ? null : found;
    }

    private static @Nullable ColumnReference compared(
            Profile profile, String column, Grid grid, Dispersion dispersion) {
        Counts counts = profile.columns().get(column);
        return counts == null ? null : onGrid(new ColumnReference(counts, dispersion), grid);
    }

    private Dispersion pinned(ClosedWindow closed, String column) {
        Reference own = main.held(closed.rules(), closed.scope(), closed.window());
        Scope whole = new Scope(closed.scope().model(), closed.scope().stage(), Scope.ALL);
        Reference known = own == null ? main.held(closed.rules(), whole, closed.window()) : own;
        ColumnReference found = known == null ? null : known.columns().get(column);
        return found == null ? Dispersion.unknown(0) : found.dispersion();
    }
}
