package io.tidemark.query;

import io.tidemark.assess.ClosedState;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.store.ChangeStore;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProfileStore.Level;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ReferenceStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the task of a scope remembers, as an answer sees it. Whatever else the scope is compared with is there too: as copies, and as references that
 * every task has. Owned by one request; not thread-safe.
 */
final class ViewedState implements ClosedState {
    private final View view;
    private final int partition;
    private final Retention kept;
    private final TimeWindow reach;
    private final Map<Key, NavigableMap<Long, StoredProfile>> rows = new HashMap<>();
    private final Map<String, List<Reference>> references = new HashMap<>();

    private record Key(Scope scope, Level level) {}

    /**
     * Of a partition of assess.
     *
     * @param kept how long windows are
     * @param reach event time whose windows are asked for again and again: they are read once
     */
    ViewedState(View view, int partition, Retention kept, TimeWindow reach) {
        this.view = view;
        this.partition = partition;
        this.kept = kept;
        this.reach = reach;
    }

    @Override
    public List<StoredProfile> windows(Scope scope, long fromMs, long toMs) {
        return range(scope, Level.WINDOW, fromMs, toMs);
    }

    @Override
    public List<StoredProfile> pastWindows(Scope scope, long fromMs, long toMs) {
        return read(scope, Level.WINDOW, fromMs, toMs);
    }

    @Override
    public List<StoredProfile> copies(Scope scope, long fromMs, long toMs) {
        return range(scope, Level.COPY, fromMs, toMs);
    }

    private List<StoredProfile> range(Scope scope, Level level, long fromMs, long toMs) {
        if (fromMs < reach.startMs() || toMs > reach.endMs() || fromMs >= toMs) {
            return read(scope, level, fromMs, toMs);
        }
        return new ArrayList<>(rows.computeIfAbsent(new Key(scope, level), this::all)
                .subMap(fromMs, toMs)
                .values());
    }

    private NavigableMap<Long, StoredProfile> all(Key key) {
        NavigableMap<Long, StoredProfile> all = new TreeMap<>();
        read(key.scope(), key.level(), reach.startMs(), reach.endMs()).forEach(row -> all.put(row.startMs(), row));
        return all;
    }

    private List<StoredProfile> read(Scope scope, Level level, long fromMs, long toMs) {
        return ProfileStore.range(ViewStore.binary(view, Kept.PROFILES, partition), scope, level, fromMs, toMs);
    }

    /** Its first pane is none that is no longer kept: nothing is to reach back to what was forgotten. */
    @Override
    public @Nullable ScopeProgress scope(Scope scope) {
        ViewStore<String> progress = ViewStore.text(view, Kept.PROGRESS, partition);
        ScopeProgress known = ProgressStore.scope(progress, scope);
        if (known == null) {
            return null;
        }
        long keptMs = ProgressStore.closedThrough(progress, scope.model()) - kept.windowsMs();
        return new ScopeProgress(
                scope, Math.max(known.firstPaneMs(), keptMs), known.lastPaneMs(), known.emptyWindows());
    }

    @Override
    public List<Reference> references(Scope scope, Reference.Kind kind) {
        return references.computeIfAbsent(
                kind + "/" + scope,
                ignored -> ReferenceStore.versions(ViewStore.text(view, Kept.REFERENCES, partition), scope, kind));
    }

    @Override
    public List<Scope> copied(String model) {
        return ProgressStore.copied(ViewStore.text(view, Kept.PROGRESS, partition), model);
    }

    @Override
    public List<Measurement> changes(Scope scope, long windowStartMs) {
        return ChangeStore.changes(ViewStore.text(view, Kept.PROGRESS, partition), scope, windowStartMs);
    }
}
