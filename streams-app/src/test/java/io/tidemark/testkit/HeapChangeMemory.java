package io.tidemark.testkit;

import io.tidemark.assess.ChangeMemory;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.WatchStates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What detectors remember, on the heap. */
public final class HeapChangeMemory implements ChangeMemory {
    private final Map<Scope, WatchStates> watches = new HashMap<>();
    private final Map<Scope, NavigableMap<Long, List<Measurement>>> changes = new HashMap<>();

    /** How many windows of a scope it knows what was told of. */
    public int kept(Scope scope) {
        return of(scope).size();
    }

    private NavigableMap<Long, List<Measurement>> of(Scope scope) {
        return changes.computeIfAbsent(scope, ignored -> new TreeMap<>());
    }

    @Override
    public WatchStates watches(Scope scope) {
        return watches.getOrDefault(scope, WatchStates.NONE);
    }

    @Override
    public void putWatches(Scope scope, WatchStates states) {
        watches.put(scope, states);
    }

    @Override
    public void deleteWatches(Scope scope) {
        watches.remove(scope);
    }

    @Override
    public List<Measurement> changes(Scope scope, long windowStartMs) {
        return of(scope).getOrDefault(windowStartMs, List.of());
    }

    @Override
    public void putChanges(Scope scope, long windowStartMs, List<Measurement> told) {
        of(scope).put(windowStartMs, List.copyOf(told));
    }

    @Override
    public void deleteChanges(Scope scope, long fromMs, long toMs) {
        of(scope).subMap(fromMs, true, toMs, false).clear();
    }
}
