package io.tidemark.assess;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Scope;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;

/**
 * A scope's window that is to be read, and what is kept of the time before it.
 *
 * @param rules of its monitor
 * @param scope model, stage and slice
 * @param window the base window
 * @param stored its counts
 * @param book the grids of the model
 * @param history the windows before it
 * @param keptMs start of the first window of the scope that is kept
 */
record ClosedWindow(
        AssessRules rules,
        Scope scope,
        TimeWindow window,
        StoredProfile stored,
        GridBook book,
        History history,
        long keptMs) {
    GridBook.Era era() {
        return book.at(window.startMs());
    }

    Profile profile() {
        return stored.profile();
    }

    /** The counts of the last {@code scale} windows. */
    Profile last(int scale) {
        Profile sum = new Profile();
        sum.add(profile());
        history.between(window.last(scale).startMs(), window.startMs()).forEach(sum::add);
        return sum;
    }
}
