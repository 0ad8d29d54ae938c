package io.tidemark.assess;

import io.tidemark.domain.GradedMark;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.store.QualityStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store of quality as {@link QualityDesk} sees it. Owned by one stream task; not thread-safe. */
final class QualityProcessorState implements QualityMemory {
    private final QualityStore store;

    QualityProcessorState(QualityStore store) {
        this.store = store;
    }

    @Override
    public QualityWindow window(Scope scope, long startMs) {
        return store.window(scope, startMs);
    }

    @Override
    public void put(Scope scope, QualityWindow window) {
        store.put(scope, window);
    }

    @Override
    public List<QualityWindow> windows(Scope scope, long fromMs, long toMs) {
        return store.windows(scope, fromMs, toMs);
    }

    @Override
    public @Nullable QualityWindow first(Scope scope) {
        return store.first(scope);
    }

    @Override
    public List<QualityWindow> last(Scope scope, long beforeMs, int most) {
        return store.last(scope, beforeMs, most);
    }

    @Override
    public void delete(Scope scope, long startMs) {
        store.delete(scope, startMs);
    }

    @Override
    public List<Pending> pending() {
        return store.pending().stream()
                .map(row -> new Pending(new Place(row.scope(), row.startMs()), row.isUnsettled(), row.isChanged()))
                .toList();
    }

    @Override
    public void putPending(Pending pending) {
        Place place = pending.place();
        store.putPending(
                new QualityStore.Pending(place.scope(), place.startMs(), pending.isUnsettled(), pending.isChanged()));
    }

    @Override
    public List<Scope> scopes() {
        return store.scopes();
    }

    @Override
    public void putScope(Scope scope) {
        store.putScope(scope);
    }

    @Override
    public boolean forgetIfEmpty(Scope scope) {
        return store.forgetIfEmpty(scope);
    }

    @Override
    public void addToCopy(Scope scope, long startMs, QualityCounts counts) {
        store.addToCopy(scope, startMs, counts);
    }

    @Override
    public QualityCounts copy(Scope scope, long startMs) {
        return store.copy(scope, startMs);
    }

    @Override
    public void deleteCopies(Scope scope, long beforeMs) {
        store.deleteCopies(scope, beforeMs);
    }

    @Override
    public List<GradedMark> marks() {
        return store.marks();
    }

    @Override
    public void putMark(GradedMark mark) {
        store.putMark(mark);
    }

    @Override
    public @Nullable QualityUsual usual(Scope scope, String rules) {
        return store.usual(scope, rules);
    }

    @Override
    public void putUsual(Scope scope, String rules, QualityUsual usual) {
        store.putUsual(scope, rules, usual);
    }

    @Override
    public @Nullable QualityPrevious previous(Scope version, String rules) {
        return store.previous(version, rules);
    }

    @Override
    public void putPrevious(Scope version, String rules, QualityPrevious previous) {
        store.putPrevious(version, rules, previous);
    }
}
