package io.tidemark.testkit;

import static java.util.Objects.requireNonNull;

import io.tidemark.assess.AssessState;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.StoredProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What assess remembers, on the heap; like a store it never gives away what it holds, only copies. */
public final class HeapAssessState implements AssessState {
    private final Map<Scope, NavigableMap<Long, StoredProfile>> panes = new HashMap<>();
    private final Map<Scope, NavigableMap<Long, StoredProfile>> windows = new HashMap<>();
    private final Map<RollUp, Map<Scope, NavigableMap<Long, SpanProfile>>> rollUps =
            Map.of(RollUp.HOUR, new HashMap<>(), RollUp.DAY, new HashMap<>());
    private final NavigableMap<Scope, ScopeProgress> scopes = new TreeMap<>();
    private final Map<Scope, NavigableMap<Long, StoredProfile>> copies = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Mark> marks = new HashMap<>();
    private final Map<String, Long> closed = new HashMap<>();
    private final HeapChangeMemory changes = new HeapChangeMemory();
    private final HeapQualityMemory quality = new HeapQualityMemory();

    @Override
    public HeapQualityMemory quality() {
        return quality;
    }

    @Override
    public HeapChangeMemory changes() {
        return changes;
    }

    @Override
    public void putReference(Reference reference) {
        references.removeIf(known -> known.scope().equals(reference.scope())
                && group(known.label().kind()) == group(reference.label().kind())
                && known.validFromMs() >= reference.validFromMs());
        references.add(reference);
    }

    /** How many closed windows of a scope are kept. */
    public int kept(Scope scope) {
        return rows(windows, scope).size();
    }

    @Override
    public List<String> addToPane(Scope scope, long paneStartMs, Profile profile) {
        StoredProfile sum = get(panes, scope, paneStartMs);
        List<String> apart = sum.profile().add(profile);
        rows(panes, scope).put(paneStartMs, sum);
        return apart;
    }

    @Override
    public long firstPaneAtOrAfter(Scope scope, long fromMs) {
        Long first = rows(panes, scope).ceilingKey(fromMs);
        return first == null ? Long.MAX_VALUE : first;
    }

    @Override
    public List<StoredProfile> takePanes(Scope scope, long fromMs, long toMs) {
        NavigableMap<Long, StoredProfile> taken = rows(panes, scope).subMap(fromMs, true, toMs, false);
        List<StoredProfile> copy = List.copyOf(taken.values());
        taken.clear();
        return copy;
    }

    @Override
    public StoredProfile window(Scope scope, long startMs) {
        return get(windows, scope, startMs);
    }

    @Override
    public List<StoredProfile> windows(Scope scope, long fromMs, long toMs) {
        List<StoredProfile> found = new ArrayList<>();
        for (StoredProfile window :
                rows(windows, scope).subMap(fromMs, true, toMs, false).values()) {
            found.add(copy(window));
        }
        return found;
    }

    @Override
    public List<StoredProfile> pastWindows(Scope scope, long fromMs, long toMs) {
        return windows(scope, fromMs, toMs);
    }

    @Override
    public SpanProfile sumOfWindows(Scope scope, long fromMs, long toMs) {
        SpanProfile sum = new SpanProfile();
        windows(scope, fromMs, toMs).forEach(window -> sum.add(window.profile()));
        return sum;
    }

    @Override
    public void putWindow(Scope scope, StoredProfile window) {
        rows(windows, scope).put(window.startMs(), copy(window));
    }

    @Override
    public void deleteWindows(Scope scope, long fromMs, long toMs) {
        rows(windows, scope).subMap(fromMs, true, toMs, false).clear();
    }

    @Override
    public SpanProfile rollUps(Scope scope, RollUp rollUp, long fromMs, long toMs) {
        SpanProfile sum = new SpanProfile();
        rows(rollUp, scope).subMap(fromMs, true, toMs, false).values().forEach(sum::add);
        return sum;
    }

    @Override
    public void putRollUp(Scope scope, RollUp rollUp, long startMs, SpanProfile span) {
        rows(rollUp, scope).put(startMs, SpanProfile.of(span.layers()));
    }

    @Override
    public void deleteRollUps(Scope scope, RollUp rollUp, long beforeMs) {
        rows(rollUp, scope).headMap(beforeMs, false).clear();
    }

    private NavigableMap<Long, SpanProfile> rows(RollUp rollUp, Scope scope) {
        return requireNonNull(rollUps.get(rollUp)).computeIfAbsent(scope, ignored -> new TreeMap<>());
    }

    @Override
    public @Nullable ScopeProgress scope(Scope scope) {
        return scopes.get(scope);
    }

    @Override
    public void putScope(ScopeProgress progress) {
        scopes.put(progress.scope(), progress);
    }

    @Override
    public void removeScope(Scope scope) {
        scopes.remove(scope);
    }

    @Override
    public List<ScopeProgress> scopes(String model) {
        return scopes.values().stream()
                .filter(progress -> progress.scope().model().equals(model))
                .toList();
    }

    @Override
    public List<Reference> references(Scope scope, Reference.Kind kind) {
        return references.stream()
                .filter(reference -> reference.scope().equals(scope)
                        && group(reference.label().kind()) == group(kind))
                .sorted(Comparator.comparing(Reference::validFromMs))
                .toList();
    }

    private static Reference.Kind group(Reference.Kind kind) {
        return kind == Reference.Kind.PUBLISHED ? Reference.Kind.PINNED : kind;
    }

    @Override
    public List<String> addToCopy(Scope scope, long startMs, Profile profile) {
        StoredProfile sum = get(copies, scope, startMs);
        List<String> apart = sum.profile().add(profile);
        rows(copies, scope).put(startMs, sum);
        return apart;
    }

    @Override
    public List<StoredProfile> copies(Scope scope, long fromMs, long toMs) {
        return rows(copies, scope).subMap(fromMs, true, toMs, false).values().stream()
                .map(HeapAssessState::copy)
                .toList();
    }

    @Override
    public void deleteCopies(Scope scope, long fromMs, long toMs) {
        rows(copies, scope).subMap(fromMs, true, toMs, false).clear();
    }

    @Override
    public List<Scope> copied(String model) {
        return copies.keySet().stream()
                .filter(scope -> scope.model().equals(model))
                .sorted()
                .toList();
    }

    @Override
    public @Nullable Mark mark(String source) {
        return marks.get(source);
    }

    @Override
    public void putMark(Mark mark) {
        marks.put(mark.source(), mark);
    }

    @Override
    public long closedThrough(String model) {
        return closed.getOrDefault(model, Long.MIN_VALUE);
    }

    @Override
    public void putClosedThrough(String model, long endMs) {
        closed.put(model, endMs);
    }

    private static NavigableMap<Long, StoredProfile> rows(
            Map<Scope, NavigableMap<Long, StoredProfile>> level, Scope scope) {
        return level.computeIfAbsent(scope, ignored -> new TreeMap<>());
    }

    private static StoredProfile get(Map<Scope, NavigableMap<Long, StoredProfile>> level, Scope scope, long startMs) {
        StoredProfile found = rows(level, scope).get(startMs);
        return found == null ? new StoredProfile(startMs, 0, new Profile()) : copy(found);
    }

    private static StoredProfile copy(StoredProfile row) {
        Profile profile = new Profile();
        profile.add(row.profile());
        return new StoredProfile(row.startMs(), row.revision(), profile);
    }
}
