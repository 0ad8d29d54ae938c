package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model version before one: of those whose first window, in the last {@value #REACH} windows, is before its first window there, the
 * one that came last; of several the one with most events, then the first by name. So it depends on counts alone, and a version is compared with the one before for
 * so many windows.
 *
 * @param scope the version before
 * @param cameMs start of the first window of the version that came after it
 * @param windows what is kept of the version before, ascending; never empty
 */
record PreviousVersion(Scope scope, long cameMs, List<StoredProfile> windows) {
    /** How many windows are looked at: the longest scale. */
    static final long REACH = 64;

    /** The version before that of a scope; null if none is known. */
    static @Nullable PreviousVersion of(Scope scope, TimeWindow window, ClosedState state) {
        List<StoredProfile> own = copies(scope, window, state);
        if (own.isEmpty()) {
            return null;
        }
        long cameMs = own.get(0).startMs();
        PreviousVersion latest = null;
        for (Scope candidate : state.copied(scope.model())) {
            if (candidate.isVersion() && candidate.stage() == Stage.SERVING && !candidate.equals(scope)) {
                List<StoredProfile> found = copies(candidate, window, state);
                if (!found.isEmpty() && found.get(0).startMs() < cameMs) {
                    latest = later(latest, new PreviousVersion(candidate, cameMs, found));
                }
            }
        }
        return latest;
    }

    private static List<StoredProfile> copies(Scope scope, TimeWindow window, ClosedState state) {
        return state.copies(scope, window.endMs() - REACH * window.lengthMs(), window.endMs()).stream()
                .filter(copy -> copy.profile().rows().events() > 0)
                .toList();
    }

    private static PreviousVersion later(@Nullable PreviousVersion known, PreviousVersion found) {
        if (known == null || found.firstMs() > known.firstMs()) {
            return found;
        }
        boolean isAsLate = found.firstMs() == known.firstMs();
        return isAsLate && found.events() > known.events() ? found : known;
    }

    private long firstMs() {
        return windows.get(0).startMs();
    }

    private long events() {
        return windows.stream()
                .mapToLong(window -> window.profile().rows().events())
                .sum();
    }

    /** Its counts from before the later version came. */
    Profile before() {
        Profile sum = new Profile();
        windows.stream().filter(window -> window.startMs() < cameMs).forEach(window -> sum.add(window.profile()));
        return sum;
    }
}
