package io.tidemark.assess;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What assess remembers of closed windows, and of what they are compared with: all that reading one again takes. It is read only. */
public interface ClosedState {
    /** The closed windows that start in [fromMs, toMs), ascending; empty ones are left out. */
    List<StoredProfile> windows(Scope scope, long fromMs, long toMs);

    /** As {@link #windows}, for a look far back: such windows are not kept at hand. */
    List<StoredProfile> pastWindows(Scope scope, long fromMs, long toMs);

    /** What is known of a scope; null if it was never seen. */
    @Nullable
    ScopeProgress scope(Scope scope);

    /** The references of a scope, by the time from which on they hold; pinned and published ones are of one kind. */
    List<Reference> references(Scope scope, Reference.Kind kind);

    /** The copies that start in [fromMs, toMs), ascending; empty ones are left out. */
    List<StoredProfile> copies(Scope scope, long fromMs, long toMs);

    /** All scopes of a model that there were copies of, in their order. */
    List<Scope> copied(String model);

    /** What the early detectors told of a closed window; empty if nothing. */
    List<Measurement> changes(Scope scope, long windowStartMs);
}
