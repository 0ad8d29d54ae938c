package io.tidemark.assess;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;

/**
 * What other scopes are compared with, on every task: whole windows of serving scopes, kept as long as windows are; and all that the
 * training pipeline sent, one sum for each era of the grids, kept as long as the era.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class Copies {
    private final GridBook.Library library;
    private final AssessState state;
    private final Meters meters;

    Copies(GridBook.Library library, AssessState state, Meters meters) {
        this.library = library;
        this.state = state;
        this.meters = meters;
    }

    /** Adds a copy's counts. */
    void take(AssessRules monitor, Copy copy) {
        Delta delta = copy.delta();
        Scope scope = delta.scope();
        if (state.copied(scope.model()).size() >= AssessRules.MOST_SCOPES
                && !state.copied(scope.model()).contains(scope)) {
            meters.add(Meter.SLICES_REFUSED, delta.profile().rows().events());
            return;
        }
        if (scope.stage() == Stage.TRAINING) {
            state.addToCopy(scope, delta.paneStartMs(), delta.profile());
            forgetEras(scope);
            return;
        }
        TimeWindow window = TimeWindow.containing(delta.paneStartMs(), monitor.windowMs());
        long closedThrough = state.closedThrough(monitor.model());
        boolean isExpired = closedThrough != Long.MIN_VALUE && window.endMs() <= closedThrough - monitor.retentionMs();
        if (!isExpired) {
            int apart =
                    state.addToCopy(scope, window.startMs(), delta.profile()).size();
            meters.add(
                    Meter.ON_OTHER_GRID, apart == 0 ? 0 : delta.profile().rows().events() * apart);
        }
    }

    private void forgetEras(Scope scope) {
        GridBook book = library.book(scope.model());
        if (!book.eras().isEmpty()) {
            state.deleteCopies(scope, Long.MIN_VALUE, book.eras().get(0).validFromMs());
        }
    }

    /** Forgets the windows that start in [fromMs, toMs). */
    void forget(AssessRules monitor, long fromMs, long toMs) {
        for (Scope scope : state.copied(monitor.model())) {
            if (scope.stage() == Stage.SERVING) {
                state.deleteCopies(scope, fromMs, toMs);
            }
        }
    }
}
