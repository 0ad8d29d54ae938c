package io.tidemark.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a monitor's windows are compared with beside their reference. Each is a reading of its own.
 *
 * @param kinds the comparisons, without {@link Comparison#MAIN}
 * @param canary the version whose windows are compared with those of {@code against}; empty without a canary
 * @param against the other version; empty without a canary
 * @param launchMs how much event time from a version's first window on is its launch; 0 without
 */
public record Comparisons(Set<Comparison> kinds, String canary, String against, long launchMs) {
    /** None. */
    public static final Comparisons NONE = new Comparisons(Set.of(), "", "", 0);

    public Comparisons {
        kinds = Set.copyOf(kinds);
    }

    public boolean has(Comparison kind) {
        return kinds.contains(kind);
    }

    /** Whether that scope's events are summed up, whatever their event time, and make no windows. */
    public boolean accumulates(Stage stage) {
        return stage == Stage.TRAINING && has(Comparison.TRAINING);
    }

    /** Whether others are compared with that scope, so that its counts must be known to every assess task. */
    public boolean isCopied(Scope scope) {
        if (scope.stage() == Stage.TRAINING) {
            return accumulates(scope.stage());
        }
        return (has(Comparison.REST) && scope.isWhole())
                || (has(Comparison.CANARY) && scope.slice().equals(Scope.versionSlice(against)))
                || ((has(Comparison.TRAINING) || has(Comparison.PREVIOUS)) && scope.isVersion());
    }

    /** The comparisons that a scope's windows are read in beside the main one, in the order of {@link Comparison}. */
    public List<Comparison> of(Scope scope) {
        List<Comparison> found = new ArrayList<>();
        for (Comparison kind : Comparison.values()) {
            boolean isServed = scope.stage() == Stage.SERVING && !Scope.isDependency(scope.slice());
            if (has(kind) && isServed && concerns(kind, scope)) {
                found.add(kind);
            }
        }
        return found;
    }

    private boolean concerns(Comparison kind, Scope scope) {
        return switch (kind) {
            case MAIN, LABELS, LABELS_PREVIOUS -> false;
            case TRAINING -> true;
            case REST -> !scope.isWhole();
            case CANARY -> scope.slice().equals(Scope.versionSlice(canary));
            case LAUNCH, PREVIOUS -> scope.isVersion();
        };
    }
}
