package io.tidemark.query;

import io.tidemark.assess.QualityPast;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.store.QualityStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quality that a partition of assess keeps, as an answer sees it. Owned by one request; not thread-safe. */
final class ViewedQuality implements QualityPast {
    private final ViewStore<String> store;

    ViewedQuality(View view, int partition) {
        this.store = ViewStore.text(view, Kept.QUALITY, partition);
    }

    @Override
    public List<QualityWindow> windows(Scope scope, long fromMs, long toMs) {
        return QualityStore.windows(store, scope, fromMs, toMs);
    }

    @Override
    public QualityCounts copy(Scope scope, long startMs) {
        return QualityStore.copy(store, scope, startMs);
    }

    @Override
    public @Nullable QualityUsual usual(Scope scope, String rules) {
        return QualityStore.usual(store, scope, rules);
    }

    @Override
    public @Nullable QualityPrevious previous(Scope version, String rules) {
        return QualityStore.previous(store, version, rules);
    }
}
