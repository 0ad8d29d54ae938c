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
import io.tidemark.stats.verdict.Verdict;
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
        Reference known = state.reference(scope);
        Reference reference = usable(known, window);
        WindowComparison comparison = new WindowComparison(rules, library.book(scope.model()), window, reference);
        int trailing = comparison.longestTrailing();
        boolean compares = reference != null || (known == null && trailing > 0);
        List<Measurement> measurements =
                compares ? measure(rules, scope, window, base, comparison) : comparison.warmingUp(base.profile());
        WindowQuality quality = new WindowQuality(rules, scope, window, base.profile(), comparison, state);
        return new Reading(
                scope,
                window,
                name(reference, trailing, measurements),
                base.revision(),
                base.profile().rows().events(),
                quality.complete(measurements));
    }

    /** A slice that the pin did not know, a new version among them, has its trailing reference alone. */
    private static String name(@Nullable Reference reference, int trailing, List<Measurement> measurements) {
        if (reference != null) {
            return "pinned:" + reference.id();
        }
        boolean isCompared = measurements.stream().anyMatch(m -> m.judged().verdict() != Verdict.WARMING_UP);
        return isCompared ? "trailing:" + trailing : "";
    }

    /** A reference speaks of the windows after it: before its range has passed it would not have been known. */
    private static @Nullable Reference usable(@Nullable Reference reference, TimeWindow window) {
        boolean isKnown = reference != null
                && reference.validFromMs() <= window.startMs()
                && reference.range().endMs() <= window.startMs();
        return isKnown ? reference : null;
    }

    private List<Measurement> measure(
            AssessRules rules, Scope scope, TimeWindow window, StoredProfile base, WindowComparison comparison) {
        long earliest = earliest(rules, scope, window, comparison);
        History history = history(rules, scope, window, comparison);
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

    /** Longer scales reach back only to the slice's first window, over what is kept, and as far as {@link WindowComparison} can compare. */
    private long earliest(AssessRules rules, Scope scope, TimeWindow window, WindowComparison comparison) {
        ScopeProgress progress = state.scope(scope);
        long first = progress == null ? window.startMs() : progress.firstPaneMs();
        long kept = Math.max(
                window.endMs() - rules.retentionMs(),
                TimeWindow.containing(first, window.lengthMs()).startMs());
        return Math.max(kept, comparison.earliestMs());
    }

    private History history(AssessRules rules, Scope scope, TimeWindow window, WindowComparison comparison) {
        int back = LONGEST_SCALE + comparison.longestTrailing();
        return new History(window, state.windows(scope, window.startMs() - back * rules.windowMs(), window.startMs()));
    }
}
