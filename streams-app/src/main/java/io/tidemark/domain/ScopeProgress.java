package io.tidemark.domain;

/**
 * What assess remembers of a slice beside its counts.
 *
 * @param scope model, stage and slice
 * @param firstPaneMs start of its first pane
 * @param lastPaneMs start of its last pane
 * @param emptyWindows closed windows without an event since its last event
 */
public record ScopeProgress(Scope scope, long firstPaneMs, long lastPaneMs, int emptyWindows) {
    /** A scope whose first pane this is. */
    public static ScopeProgress of(Scope scope, long paneMs) {
        return new ScopeProgress(scope, paneMs, paneMs, 0);
    }

    public ScopeProgress withPane(long paneMs) {
        return new ScopeProgress(scope, Math.min(firstPaneMs, paneMs), Math.max(lastPaneMs, paneMs), emptyWindows);
    }

    public ScopeProgress withEmptyWindows(int count) {
        return new ScopeProgress(scope, firstPaneMs, lastPaneMs, count);
    }
}
