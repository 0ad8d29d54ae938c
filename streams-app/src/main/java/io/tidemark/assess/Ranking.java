package io.tidemark.assess;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.verdict.DriftShare;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which slice carries the drift: of each column in which all events moved against the pinned reference, the slice's share of it.
 *
 * <p>The whole's window is here as a copy and its reference is on every task, so no slice waits for another. Columns with a trailing or seasonal
 * reference are left out: their whole's reference would have to be copied with every window.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class Ranking {
    private final ClosedState state;
    private final MainReference main;

    Ranking(ClosedState state, MainReference main) {
        this.state = state;
        this.main = main;
    }

    /**
     * The slice's share of the whole's drift, column by column; nothing for the whole itself.
     *
     * @param read the slice's own measurements against its reference
     */
    List<Measurement> of(ClosedWindow closed, List<Measurement> read) {
        Scope scope = closed.scope();
        Scope all = new Scope(scope.model(), scope.stage(), Scope.ALL);
        Reference own = main.held(closed.rules(), scope, closed.window());
        Reference whole = main.held(closed.rules(), all, closed.window());
        if (scope.isWhole() || scope.stage() != Stage.SERVING || own == null || !isOfOnePin(own, whole)) {
            return List.of();
        }
        Profile now = new Profile();
        for (StoredProfile copy :
                state.copies(all, closed.window().startMs(), closed.window().endMs())) {
            now.add(copy.profile());
        }
        List<Measurement> shares = new ArrayList<>();
        for (String column : closed.era().grids().keySet()) {
            DriftShare.Part slice = part(closed, column, closed.profile(), own);
            DriftShare.Part everything = part(closed, column, now, whole);
            if (slice != null && everything != null && DriftShare.hasMoved(everything)) {
                double phi = everything.reference().dispersion().at(1);
                shares.add(new Measurement(
                        column, 1, DriftShare.judge(everything, slice, verdict(read, column)), phi, List.of()));
            }
        }
        return shares;
    }

    private static boolean isOfOnePin(Reference own, @Nullable Reference whole) {
        return whole != null && whole.id().equals(own.id());
    }

    private static DriftShare.@Nullable Part part(
            ClosedWindow closed, String column, Profile profile, @Nullable Reference reference) {
        boolean isPinned = closed.rules().trailing().applyAsInt(column) == 0
                && closed.rules().references().seasons().apply(column).isEmpty();
        Counts counts = profile.columns().get(column);
        ColumnReference pinned = reference == null ? null : reference.columns().get(column);
        if (!isPinned || counts == null || pinned == null || counts.cellCount() == 0) {
            return null;
        }
        return counts.isAddable(pinned.counts()) ? new DriftShare.Part(counts, pinned) : null;
    }

    private static Verdict verdict(List<Measurement> read, String column) {
        for (Measurement measurement : read) {
            if (measurement.column().equals(column)
                    && measurement.scale() == 1
                    && measurement.judged().measure() == Measure.JS_DISTANCE) {
                return measurement.judged().verdict();
            }
        }
        return Verdict.INSUFFICIENT;
    }
}
