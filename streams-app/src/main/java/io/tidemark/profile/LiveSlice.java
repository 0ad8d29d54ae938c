package io.tidemark.profile;

import io.tidemark.domain.Scope;
import io.tidemark.stats.HotPath;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A slice that this task has met, with its live panes. It outlives a commit, its panes do not.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class LiveSlice {
    private final Scope scope;
    private final Map<Long, PaneCounts> panes = new HashMap<>();
    private long latestPane = Long.MIN_VALUE;
    private @Nullable PaneCounts latest;

    LiveSlice(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /** The live counts of a pane; null if there are none yet. */
    @HotPath
    @Nullable
    PaneCounts pane(long paneStartMs) {
        if (paneStartMs != latestPane) {
            latest = panes.get(paneStartMs);
            latestPane = paneStartMs;
        }
        return latest;
    }

    boolean isIdle() {
        return panes.isEmpty();
    }

    PaneCounts open(long paneStartMs, Layout layout) {
        PaneCounts opened = new PaneCounts(layout, scope);
        panes.put(paneStartMs, opened);
        latest = opened;
        latestPane = paneStartMs;
        return opened;
    }

    /** Shows each live pane to the consumer. */
    void eachPane(BiConsumer<Long, PaneCounts> consumer) {
        panes.forEach(consumer);
    }

    /** Gives each live pane to the consumer and forgets it. */
    void handOver(BiConsumer<Long, PaneCounts> consumer) {
        panes.forEach(consumer);
        panes.clear();
        latest = null;
        latestPane = Long.MIN_VALUE;
    }
}
