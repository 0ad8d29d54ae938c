package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The closed windows before the one that is read.
 *
 * @param window the window that is read
 * @param earlier windows before it, ascending; empty ones are left out
 */
record History(TimeWindow window, List<StoredProfile> earlier) {
    /** The profiles of the windows that start in [fromMs, toMs). */
    List<Profile> between(long fromMs, long toMs) {
        List<Profile> found = new ArrayList<>();
        for (StoredProfile stored : earlier) {
            if (stored.startMs() >= fromMs && stored.startMs() < toMs) {
                found.add(stored.profile());
            }
        }
        return found;
    }

    /** The profiles of the {@code windows} windows before the last {@code scale}. */
    List<Profile> trailing(int scale, int windows) {
        long endMs = window.last(scale).startMs();
        return between(endMs - windows * window.lengthMs(), endMs);
    }
}
