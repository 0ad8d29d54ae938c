package io.tidemark.assess;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads closed windows again, by the same code as when they closed; and finds what longer spans of them are compared with.
 *
 * <p>Owned by one request; not thread-safe.
 */
public final class PastReader {
    private final GridBook.Library library;
    private final ClosedState state;
    private final WindowReader reader;
    private final MainReference main;

    public PastReader(GridBook.Library library, ClosedState state) {
        this.library = library;
        this.state = state;
        this.reader = new WindowReader(library, state);
        this.main = new MainReference(state);
    }

    /**
     * The readings of a scope's window from what is kept of it now, late data included, the main one first: what was told when the window closed or
     * was repaired last, but that the longer scales know of late data in the windows before it too. Empty for a window in which the slice was no longer spoken of.
     *
     * @param windows the scope's closed windows, this one among them unless it is empty, ascending
     */
    public List<Reading> read(AssessRules rules, Scope scope, TimeWindow window, List<StoredProfile> windows) {
        int empty = emptyWindows(rules, window, windows);
        if (empty > rules.forgetAfter()) {
            return List.of();
        }
        StoredProfile stored =
                empty == 0 ? latest(window, windows) : new StoredProfile(window.startMs(), 0, new Profile());
        List<Reading> readings = new ArrayList<>(reader.read(rules, scope, window, stored));
        if (!rules.changes().rules().isEmpty()) {
            readings.set(0, readings.get(0).with(state.changes(scope, window.startMs())));
        }
        boolean isLast = empty == rules.forgetAfter() && !scope.isWhole();
        return isLast ? readings.stream().map(Reading::asLast).toList() : readings;
    }

    /** How many windows without an event end with this one; more than are spoken of where none with events is kept. */
    private static int emptyWindows(AssessRules rules, TimeWindow window, List<StoredProfile> windows) {
        StoredProfile latest = latest(window, windows);
        long since = latest.startMs() > window.startMs()
                ? Long.MAX_VALUE
                : (window.startMs() - latest.startMs()) / rules.windowMs();
        return (int) Math.min(since, rules.forgetAfter() + 1L);
    }

    /** The latest window that is not after this one; an empty one after it if there is none. */
    private static StoredProfile latest(TimeWindow window, List<StoredProfile> windows) {
        StoredProfile latest = new StoredProfile(Long.MAX_VALUE, 0, new Profile());
        for (StoredProfile stored : windows) {
            latest = stored.startMs() <= window.startMs() ? stored : latest;
        }
        return latest;
    }

    /** What a span of whole closed windows is compared with: the monitor's reference, as it holds for the last of them. */
    public SpanReference reference(AssessRules rules, Scope scope, TimeWindow span) {
        TimeWindow window = new TimeWindow(span.endMs() - rules.windowMs(), span.endMs());
        GridBook book = library.book(scope.model());
        long back = MainReference.longestTrailing(
                        rules, book.at(window.startMs()).grids().keySet())
                * rules.windowMs();
        List<StoredProfile> before =
                back == 0 ? List.of() : state.windows(scope, span.startMs() - back, span.startMs());
        ClosedWindow last = new ClosedWindow(
                rules,
                scope,
                window,
                new StoredProfile(window.startMs(), 0, new Profile()),
                book,
                new History(window, before),
                reader.kept(rules, scope, window));
        Reference held = main.held(rules, scope, window);
        return new SpanReference(last, span, main.of(last), reader.levels(last), held);
    }
}
