package io.tidemark.assess;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.WatchStates;
import java.util.List;

/** What the detectors of assess remember. */
public interface ChangeMemory {
    /** What the detectors of a scope know; {@link WatchStates#NONE} before the first window. */
    WatchStates watches(Scope scope);

    void putWatches(Scope scope, WatchStates states);

    /** What they told of a closed window; empty if nothing. */
    List<Measurement> changes(Scope scope, long windowStartMs);

    void putChanges(Scope scope, long windowStartMs, List<Measurement> told);

    /** Forgets what was told of the windows that start in [fromMs, toMs). */
    void deleteChanges(Scope scope, long fromMs, long toMs);

    /** Forgets what the detectors of a scope know; what they told stays. */
    void deleteWatches(Scope scope);
}
