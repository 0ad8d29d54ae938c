package io.tidemark.assess;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.Dispersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures a closed window, alone and with the 1, 2, 4 … 64 windows that end with it, against its reference.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class WindowReader {
    private static final int LONGEST_SCALE = 1 << (Dispersion.SCALES - 1);

    private final GridBook.Library library;
    private final AssessState state;

    WindowReader(GridBook.Library library, AssessState state) {
        this.library = library;
        this.state = state;
    }

    /** The reading of a scope's window, whose counts are given. */
    Reading read(AssessRules rules, Scope scope, TimeWindow window, StoredProfile base) {
        GridBook.Era era = library.book(scope.model()).at(window.startMs());
        Reference reference = usable(state.reference(scope), window);
        WindowComparison comparison = new WindowComparison(rules, era, reference);
        List<Measurement> measurements = reference == null
                ? comparison.warmingUp(base.profile())
                : measure(rules, scope, window, base, reference, comparison);
        return new Reading(
                scope,
                window,
                reference == null ? "" : "pinned:" + reference.id(),
                base.revision(),
                base.profile().rows().events(),
                measurements);
    }

    /** A reference speaks of the windows after it: before its range has passed it would not have been known. */
    private static @Nullable Reference usable(@Nullable Reference reference, TimeWindow window) {
        boolean isKnown = reference != null
                && reference.validFromMs() <= window.startMs()
                && reference.range().endMs() <= window.startMs();
        return isKnown ? reference : null;
    }

    private List<Measurement> measure(
            AssessRules rules,
            Scope scope,
            TimeWindow window,
            StoredProfile base,
            Reference reference,
            WindowComparison comparison) {
        long earliest = earliest(scope, window, reference);
        History history = history(rules, scope, window, base, comparison);
        List<Measurement> measurements = new ArrayList<>(comparison.base(base.profile(), history));
        Profile sum = new Profile();
        sum.add(base.profile());
        for (int scale = 2; scale <= LONGEST_SCALE && base.profile().rows().events() > 0; scale *= 2) {
            if (window.last(scale).startMs() < earliest) {
                break;
            }
            for (Profile profile : history.between(
                    window.last(scale).startMs(), window.last(scale / 2).startMs())) {
                sum.add(profile);
            }
            measurements.addAll(comparison.longer(sum, scale, history));
        }
        return measurements;
    }

    /** Longer scales reach back only to the slice's first window, and not into the reference itself. */
    private long earliest(Scope scope, TimeWindow window, Reference reference) {
        ScopeProgress progress = state.scope(scope);
        long first = progress == null ? window.startMs() : progress.firstPaneMs();
        return Math.max(
                reference.range().endMs(),
                TimeWindow.containing(first, window.lengthMs()).startMs());
    }

    private History history(
            AssessRules rules, Scope scope, TimeWindow window, StoredProfile base, WindowComparison comparison) {
        int back = LONGEST_SCALE + comparison.longestTrailing(base.profile());
        return new History(window, state.windows(scope, window.startMs() - back * rules.windowMs(), window.startMs()));
    }
}
