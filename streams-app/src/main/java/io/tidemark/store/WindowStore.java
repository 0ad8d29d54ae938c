package io.tidemark.store;

import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.StoredProfile;
import io.tidemark.store.ProfileStore.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Closed windows, the ones that every next window is compared with kept decoded on the heap: each close asks for the 63 windows before
 * it, and all but one of them were asked for by the close before.
 *
 * <p>What is kept is bounded; a scope that is not kept is read from the store. Owned by one stream task; not thread-safe.
 */
public final class WindowStore {
    /** Most columns of windows that are kept decoded, about 1 kB each. */
    static final int MOST_COLUMNS = 60_000;

    /** The windows of a scope from a time on. */
    private static final class Recent {
        private final NavigableMap<Long, StoredProfile> rows = new TreeMap<>();
        private long fromMs;

        int columns() {
            int columns = 0;
            for (StoredProfile row : rows.values()) {
                columns += row.profile().columns().size();
            }
            return columns;
        }
    }

    private final ProfileStore store;
    private final Level level;
    private final Map<Scope, Recent> recents = new LinkedHashMap<>(16, 0.75f, true);
    private int columns;

    /** The closed windows of a store. */
    public WindowStore(ProfileStore store) {
        this(store, Level.WINDOW);
    }

    /** Whole windows of another level. */
    public WindowStore(ProfileStore store, Level level) {
        this.store = store;
        this.level = level;
    }

    /** The window that starts there, or an empty one; the caller may change it. */
    public StoredProfile get(Scope scope, long startMs) {
        return store.get(scope, level, startMs);
    }

    /** The windows that start in [fromMs, toMs), ascending, empty ones left out; read, never written. */
    public List<StoredProfile> range(Scope scope, long fromMs, long toMs) {
        Recent recent = recents.get(scope);
        if (recent == null || fromMs < recent.fromMs) {
            forget(scope);
            recent = load(scope, fromMs);
        } else {
            drop(recent.rows.headMap(fromMs, false));
            recent.fromMs = fromMs;
        }
        return new ArrayList<>(recent.rows.subMap(fromMs, toMs).values());
    }

    /** The sum of the windows that start in [fromMs, toMs); what is kept decoded stays so. */
    public SpanProfile sum(Scope scope, long fromMs, long toMs) {
        Recent recent = recents.get(scope);
        Collection<StoredProfile> rows = recent != null && fromMs >= recent.fromMs
                ? recent.rows.subMap(fromMs, toMs).values()
                : store.range(scope, Level.WINDOW, fromMs, toMs);
        SpanProfile sum = new SpanProfile();
        rows.forEach(row -> sum.add(row.profile()));
        return sum;
    }

    private Recent load(Scope scope, long fromMs) {
        Recent recent = new Recent();
        recent.fromMs = fromMs;
        for (StoredProfile row : store.range(scope, level, fromMs, Long.MAX_VALUE)) {
            recent.rows.put(row.startMs(), row);
        }
        columns += recent.columns();
        recents.put(scope, recent);
        makeRoom(scope);
        return recent;
    }

    private void makeRoom(Scope keep) {
        Iterator<Map.Entry<Scope, Recent>> eldest = recents.entrySet().iterator();
        while (columns > MOST_COLUMNS && eldest.hasNext()) {
            Map.Entry<Scope, Recent> entry = eldest.next();
            if (!entry.getKey().equals(keep)) {
                columns -= entry.getValue().columns();
                eldest.remove();
            }
        }
    }

    private void forget(Scope scope) {
        Recent known = recents.remove(scope);
        columns -= known == null ? 0 : known.columns();
    }

    private void drop(NavigableMap<Long, StoredProfile> rows) {
        rows.values().forEach(row -> columns -= row.profile().columns().size());
        rows.clear();
    }

    public void put(Scope scope, StoredProfile window) {
        store.put(scope, level, window);
        Recent recent = recents.get(scope);
        if (recent != null && window.startMs() >= recent.fromMs) {
            StoredProfile before = recent.rows.put(window.startMs(), window);
            columns += window.profile().columns().size()
                    - (before == null ? 0 : before.profile().columns().size());
        }
    }

    /** Deletes the windows that start in [fromMs, toMs). */
    public void deleteRange(Scope scope, long fromMs, long toMs) {
        store.deleteRange(scope, level, fromMs, toMs);
        Recent recent = recents.get(scope);
        if (recent != null && fromMs < toMs) {
            drop(recent.rows.subMap(fromMs, true, toMs, false));
        }
    }
}
