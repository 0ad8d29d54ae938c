package io.tidemark.assess;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.WatchStates;
import io.tidemark.store.ChangeStore;
import java.util.List;

/** The detectors' memory in a task's store. Owned by one stream task; not thread-safe. */
final class ChangeProcessorState implements ChangeMemory {
    private final ChangeStore store;

    ChangeProcessorState(ChangeStore store) {
        this.store = store;
    }

    @Override
    public WatchStates watches(Scope scope) {
        return store.watches(scope);
    }

    @Override
    public void putWatches(Scope scope, WatchStates states) {
        store.putWatches(scope, states);
    }

    @Override
    public void deleteWatches(Scope scope) {
        store.deleteWatches(scope);
    }

    @Override
    public List<Measurement> changes(Scope scope, long windowStartMs) {
        return store.changes(scope, windowStartMs);
    }

    @Override
    public void putChanges(Scope scope, long windowStartMs, List<Measurement> told) {
        store.putChanges(scope, windowStartMs, told);
    }

    @Override
    public void deleteChanges(Scope scope, long fromMs, long toMs) {
        store.deleteChanges(scope, fromMs, toMs);
    }
}
