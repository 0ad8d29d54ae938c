package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Season;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's reference, column by column: pinned, the windows just before, or the same phase of earlier cycles.
 *
 * <p>Made for one window; not thread-safe.
 */
final class MainBaseline implements Baseline {
    private final ClosedWindow closed;
    private final @Nullable Reference reference;
    private final ClosedState state;
    private final Map<TimeWindow, Profile> spans = new HashMap<>();

    MainBaseline(ClosedWindow closed, @Nullable Reference reference, ClosedState state) {
        this.closed = closed;
        this.reference = reference;
        this.state = state;
    }

    @Override
    public boolean isDrawnAnew(String column) {
        return MainReference.isMoving(closed.rules(), column);
    }

    @Override
    public @Nullable RowsReference rows() {
        return reference == null ? null : reference.rows();
    }

    @Override
    public @Nullable ColumnReference column(String column, Grid grid, int scale) {
        ColumnReference pinned = pinned(column, grid);
        int trailing = closed.rules().trailing().applyAsInt(column);
        if (trailing > 0) {
            return trailing(column, grid, closed.history().trailing(scale, trailing), pinned);
        }
        Season season = closed.rules().references().seasons().apply(column).orElse(null);
        return season == null
                ? pinned
                : seasonal(column, grid, season.before(closed.window().last(scale)), pinned);
    }

    /** Grids and references come on topics of their own, not in step: a reference on another grid is none. */
    private @Nullable ColumnReference pinned(String column, Grid grid) {
        ColumnReference found = reference == null ? null : reference.columns().get(column);
        return found == null || !found.counts().isOn(grid) ? null : found;
    }

    /** The sum of those windows; φ is the pinned reference's, which had more of them, else that of these windows. */
    private static @Nullable ColumnReference trailing(
            String column, Grid grid, List<Profile> windows, @Nullable ColumnReference pinned) {
        Sums sums = Sums.of(column, grid, windows);
        if (sums.rows().size() < Dispersion.FEWEST_WINDOWS) {
            return null;
        }
        return new ColumnReference(sums.total(), pinned == null ? sums.dispersion(grid) : pinned.dispersion());
    }

    /**
     * The sums of the same phase in earlier cycles, once all of them are kept. φ is how much these sums vary, where there are enough of
     * them; it is that of this scale, and of no other. With fewer it is the pinned reference's.
     */
    private @Nullable ColumnReference seasonal(
            String column, Grid grid, List<TimeWindow> cycles, @Nullable ColumnReference pinned) {
        long oldestMs = cycles.get(cycles.size() - 1).startMs();
        if (oldestMs < Math.max(closed.keptMs(), closed.era().validFromMs())) {
            return null;
        }
        Sums sums = Sums.of(column, grid, cycles.stream().map(this::span).toList());
        if (sums.rows().isEmpty()) {
            return null;
        }
        Dispersion measured = sums.dispersion(grid);
        if (!measured.isKnown()) {
            return new ColumnReference(sums.total(), pinned == null ? measured : pinned.dispersion());
        }
        return new ColumnReference(sums.total(), Phi.everywhere(measured, 1));
    }

    /** A window belongs to the span that holds its middle: days of local time begin between windows. */
    private Profile span(TimeWindow span) {
        return spans.computeIfAbsent(span, wanted -> {
            long halfMs = closed.window().lengthMs() / 2;
            Profile sum = new Profile();
            for (StoredProfile window :
                    state.pastWindows(closed.scope(), wanted.startMs() - halfMs, wanted.endMs() - halfMs)) {
                sum.add(window.profile());
            }
            return sum;
        });
    }

    /** The counts of a column in several spans, those on other grids left out. */
    private record Sums(Counts total, List<long[]> rows) {
        static Sums of(String column, Grid grid, List<Profile> spans) {
            Counts total = new Counts(grid.id(), grid.cells());
            List<long[]> rows = new ArrayList<>();
            for (Profile profile : spans) {
                Counts counts = profile.columns().get(column);
                if (counts != null && counts.isOn(grid)) {
                    total.add(counts);
                    rows.add(Phi.cells(counts));
                }
            }
            return new Sums(total, rows);
        }

        Dispersion dispersion(Grid grid) {
            DispersionBuilder builder = new DispersionBuilder(grid.kind(), grid.cells());
            rows.forEach(builder::add);
            return builder.build();
        }
    }
}
