package io.tidemark.testkit;

import io.tidemark.assess.QualityMemory;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What assess remembers of quality, on the heap; like a store it never gives away what it holds, only copies. */
public final class HeapQualityMemory implements QualityMemory {
    private final NavigableMap<Place, QualityWindow> windows = new TreeMap<>();
    private final NavigableMap<Place, QualityCounts> copies = new TreeMap<>();
    private final NavigableMap<Place, Pending> pending = new TreeMap<>();
    private final Set<Scope> scopes = new TreeSet<>();
    private final Map<String, QualityUsual> baselines = new HashMap<>();
    private final Map<String, QualityPrevious> previous = new HashMap<>();
    private final Map<String, GradedMark> marks = new TreeMap<>();

    private static QualityCounts copyOf(QualityCounts counts) {
        QualityCounts copy = new QualityCounts();
        copy.add(counts);
        return copy;
    }

    private static QualityWindow copyOf(QualityWindow window) {
        return new QualityWindow(
                window.startMs(), window.revision(), window.toldLabels(), window.state(), copyOf(window.counts()));
    }

    @Override
    public QualityWindow window(Scope scope, long startMs) {
        QualityWindow known = windows.get(new Place(scope, startMs));
        return known == null ? QualityWindow.empty(startMs) : copyOf(known);
    }

    @Override
    public void put(Scope scope, QualityWindow window) {
        windows.put(new Place(scope, window.startMs()), copyOf(window));
    }

    @Override
    public List<QualityWindow> windows(Scope scope, long fromMs, long toMs) {
        List<QualityWindow> found = new ArrayList<>();
        if (fromMs < toMs) {
            windows.subMap(new Place(scope, fromMs), new Place(scope, toMs))
                    .values()
                    .forEach(window -> found.add(copyOf(window)));
        }
        return found;
    }

    @Override
    public @Nullable QualityWindow first(Scope scope) {
        return windows(scope, Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .filter(window -> window.counts().predictions() > 0)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<QualityWindow> last(Scope scope, long beforeMs, int most) {
        List<QualityWindow> found = windows(scope, Long.MIN_VALUE, beforeMs);
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    @Override
    public void delete(Scope scope, long startMs) {
        windows.remove(new Place(scope, startMs));
    }

    @Override
    public List<Pending> pending() {
        return List.copyOf(pending.values());
    }

    @Override
    public void putPending(Pending left) {
        if (left.isUnsettled() || left.isChanged()) {
            pending.put(left.place(), left);
        } else {
            pending.remove(left.place());
        }
    }

    @Override
    public List<Scope> scopes() {
        return List.copyOf(scopes);
    }

    @Override
    public void putScope(Scope scope) {
        scopes.add(scope);
    }

    @Override
    public boolean forgetIfEmpty(Scope scope) {
        boolean isEmpty =
                windows.keySet().stream().noneMatch(place -> place.scope().equals(scope));
        return isEmpty && scopes.remove(scope);
    }

    @Override
    public void addToCopy(Scope scope, long startMs, QualityCounts counts) {
        QualityCounts sum = copy(scope, startMs);
        sum.add(counts);
        copies.put(new Place(scope, startMs), sum);
    }

    @Override
    public QualityCounts copy(Scope scope, long startMs) {
        return copyOf(copies.getOrDefault(new Place(scope, startMs), new QualityCounts()));
    }

    @Override
    public void deleteCopies(Scope scope, long beforeMs) {
        copies.subMap(new Place(scope, Long.MIN_VALUE), new Place(scope, beforeMs))
                .clear();
    }

    @Override
    public List<GradedMark> marks() {
        return List.copyOf(marks.values());
    }

    @Override
    public void putMark(GradedMark mark) {
        marks.put(mark.name(), mark);
    }

    @Override
    public @Nullable QualityPrevious previous(Scope version, String rules) {
        return previous.get(version + rules);
    }

    @Override
    public void putPrevious(Scope version, String rules, QualityPrevious before) {
        previous.put(version + rules, before);
    }

    @Override
    public @Nullable QualityUsual usual(Scope scope, String rules) {
        return baselines.get(scope + rules);
    }

    @Override
    public void putUsual(Scope scope, String rules, QualityUsual usual) {
        baselines.put(scope + rules, usual);
    }
}
