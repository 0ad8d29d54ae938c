package io.tidemark.judge;

import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Budget;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How objectives stand, and which share of the bad ones each slice has. The share is that among the slices heard since the task began.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class StatusProcessorState {
    private static final String VERSION = "version";

    /** By objective and dimensions: bad ones by slice, in the slice's own window. */
    private final Map<String, Map<String, Long>> bad = new HashMap<>();

    private final Judge judge;

    StatusProcessorState(Judge judge) {
        this.judge = judge;
    }

    /** How an objective stands in a slice. */
    SloStatus of(Objective objective, Scope scope, Status status, long clockMs) {
        Budget budget = status.budget();
        SloStatus.Key key = key(objective, scope.slice());
        return new SloStatus(
                key,
                judge.terms(objective).revision().word(),
                budget.state().name(),
                objective.policy().mode() == AlertPolicy.Mode.DRY_RUN,
                objective.goal().target(),
                new TimeWindow(budget.span().startMs(), status.metricTimeMs()),
                new SloStatus.Counts(budget.good(), budget.bad()),
                budget.told(),
                budget.isEstimated() ? OptionalDouble.of(budget.consumedVsObserved()) : OptionalDouble.empty(),
                status.coverage(),
                share(objective, scope, budget.bad()),
                clockMs);
    }

    static SloStatus.Key key(Objective objective, String slice) {
        return new SloStatus.Key(objective.subject().model(), objective.id(), slice);
    }

    private double share(Objective objective, Scope scope, long count) {
        if (scope.isWhole()) {
            return 1;
        }
        Map<String, Long> slices = bad.computeIfAbsent(Judge.key(objective, kind(scope)), unused -> new HashMap<>());
        slices.put(scope.slice(), count);
        long all = slices.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) count / all;
    }

    private static String kind(Scope scope) {
        Set<String> dimensions = Scope.dimensions(scope.slice());
        return scope.isVersion()
                ? VERSION
                : String.join(",", dimensions.stream().sorted().toList());
    }
}
