package io.tidemark.assess;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.StoredProfile;
import io.tidemark.store.ChangeStore;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProfileStore.Level;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.QualityStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.store.RollUpStore;
import io.tidemark.store.StoreNames;
import io.tidemark.store.WindowStore;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a task as {@link Assessor} sees them; scopes are kept on the heap too, since every window asks for all of them.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class AssessProcessorState implements AssessState {
    private final ProfileStore profiles;
    private final WindowStore windows;
    private final WindowStore copies;
    private final RollUpStore rollUps;
    private final ProgressStore progress;
    private final ReferenceStore references;
    private final ChangeProcessorState changes;
    private final QualityProcessorState quality;
    private final Map<String, Map<Scope, ScopeProgress>> scopes = new TreeMap<>();
    private final Map<String, SortedSet<Scope>> copied = new TreeMap<>();

    AssessProcessorState(ProcessorContext<?, ?> context) {
        profiles = new ProfileStore(context.getStateStore(StoreNames.PROFILES));
        windows = new WindowStore(profiles);
        copies = new WindowStore(profiles, Level.COPY);
        rollUps = new RollUpStore(context.getStateStore(StoreNames.PROFILES));
        progress = new ProgressStore(context.getStateStore(StoreNames.PROGRESS));
        references = new ReferenceStore(context.getStateStore(StoreNames.REFERENCES));
        changes = new ChangeProcessorState(new ChangeStore(context.getStateStore(StoreNames.PROGRESS)));
        quality = new QualityProcessorState(new QualityStore(context.getStateStore(StoreNames.QUALITY)));
        progress.scopes().forEach(this::keep);
        progress.copied().forEach(scope -> copied.computeIfAbsent(scope.model(), ignored -> new TreeSet<>())
                .add(scope));
    }

    private void keep(ScopeProgress scope) {
        scopes.computeIfAbsent(scope.scope().model(), ignored -> new TreeMap<>())
                .put(scope.scope(), scope);
    }

    @Override
    public void putReference(Reference reference) {
        references.put(reference);
    }

    @Override
    public List<String> addToPane(Scope scope, long paneStartMs, Profile profile) {
        StoredProfile pane = profiles.get(scope, Level.PANE, paneStartMs);
        List<String> apart = pane.profile().add(profile);
        profiles.put(scope, Level.PANE, pane);
        return apart;
    }

    @Override
    public long firstPaneAtOrAfter(Scope scope, long fromMs) {
        return profiles.firstAtOrAfter(scope, Level.PANE, fromMs);
    }

    @Override
    public List<StoredProfile> takePanes(Scope scope, long fromMs, long toMs) {
        List<StoredProfile> panes = profiles.range(scope, Level.PANE, fromMs, toMs);
        panes.forEach(pane -> profiles.delete(scope, Level.PANE, pane.startMs()));
        return panes;
    }

    @Override
    public StoredProfile window(Scope scope, long startMs) {
        return windows.get(scope, startMs);
    }

    @Override
    public List<StoredProfile> windows(Scope scope, long fromMs, long toMs) {
        return windows.range(scope, fromMs, toMs);
    }

    @Override
    public List<StoredProfile> pastWindows(Scope scope, long fromMs, long toMs) {
        return profiles.range(scope, Level.WINDOW, fromMs, toMs);
    }

    @Override
    public SpanProfile sumOfWindows(Scope scope, long fromMs, long toMs) {
        return windows.sum(scope, fromMs, toMs);
    }

    @Override
    public void putWindow(Scope scope, StoredProfile window) {
        windows.put(scope, window);
    }

    @Override
    public void deleteWindows(Scope scope, long fromMs, long toMs) {
        windows.deleteRange(scope, fromMs, toMs);
    }

    @Override
    public SpanProfile rollUps(Scope scope, RollUp rollUp, long fromMs, long toMs) {
        return rollUps.sum(scope, rollUp, fromMs, toMs);
    }

    @Override
    public void putRollUp(Scope scope, RollUp rollUp, long startMs, SpanProfile span) {
        rollUps.put(scope, rollUp, startMs, span);
    }

    @Override
    public void deleteRollUps(Scope scope, RollUp rollUp, long beforeMs) {
        rollUps.deleteBefore(scope, rollUp, beforeMs);
    }

    @Override
    public @Nullable ScopeProgress scope(Scope scope) {
        return scopes.getOrDefault(scope.model(), Map.of()).get(scope);
    }

    @Override
    public void putScope(ScopeProgress fresh) {
        keep(fresh);
        progress.putScope(fresh);
    }

    @Override
    public void removeScope(Scope scope) {
        scopes.getOrDefault(scope.model(), Map.of()).remove(scope);
        progress.removeScope(scope);
    }

    @Override
    public List<ScopeProgress> scopes(String model) {
        return List.copyOf(scopes.getOrDefault(model, Map.of()).values());
    }

    @Override
    public List<Reference> references(Scope scope, Reference.Kind kind) {
        return references.versions(scope, kind);
    }

    @Override
    public List<String> addToCopy(Scope scope, long startMs, Profile profile) {
        if (copied.computeIfAbsent(scope.model(), ignored -> new TreeSet<>()).add(scope)) {
            progress.putCopied(scope);
        }
        StoredProfile sum = copies.get(scope, startMs);
        List<String> apart = sum.profile().add(profile);
        copies.put(scope, sum);
        return apart;
    }

    @Override
    public List<StoredProfile> copies(Scope scope, long fromMs, long toMs) {
        return copies.range(scope, fromMs, toMs);
    }

    @Override
    public void deleteCopies(Scope scope, long fromMs, long toMs) {
        copies.deleteRange(scope, fromMs, toMs);
    }

    @Override
    public List<Scope> copied(String model) {
        return List.copyOf(copied.getOrDefault(model, new TreeSet<>()));
    }

    @Override
    public @Nullable Mark mark(String source) {
        return progress.mark(source);
    }

    @Override
    public void putMark(Mark mark) {
        progress.putMark(mark);
    }

    @Override
    public long closedThrough(String model) {
        return progress.closedThrough(model);
    }

    @Override
    public void putClosedThrough(String model, long endMs) {
        progress.putClosedThrough(model, endMs);
    }

    @Override
    public QualityMemory quality() {
        return quality;
    }

    @Override
    public ChangeMemory changes() {
        return changes;
    }
}
