package io.tidemark.runtime;

import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slices;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.PolicyKeys;
import io.tidemark.slo.policy.PolicySteps;
import io.tidemark.store.StoreNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Where the budget of one objective stands over all events.
 *
 * @param model the model
 * @param objective the objective
 * @param isSliced whether slices have budgets of their own beside this one
 * @param isDryRun whether it is only tried out
 * @param consumed share of its budget that is used
 * @param policy name of its error-budget policy
 * @param steps those that hold, the nearest first
 */
public record BudgetLine(
        String model,
        String objective,
        boolean isSliced,
        boolean isDryRun,
        double consumed,
        String policy,
        List<Step> steps) {
    public BudgetLine {
        steps = List.copyOf(steps);
    }

    /**
     * A step that holds.
     *
     * @param threshold share of the budget
     * @param sinceMs event time at which it was entered
     * @param actions what it asks for, by their words
     */
    public record Step(double threshold, long sinceMs, List<String> actions) {
        public Step {
            actions = List.copyOf(actions);
        }
    }

    /** The lines of those objectives that were heard of, of an application whose stores are all in this process. */
    static List<BudgetLine> of(KafkaStreams streams, List<Objective> objectives) {
        ReadOnlyKeyValueStore<String, byte[]> store = streams.store(
                StoreQueryParameters.fromNameAndType(StoreNames.SLOTS, QueryableStoreTypes.keyValueStore()));
        List<BudgetLine> lines = new ArrayList<>();
        for (Objective objective : objectives) {
            byte[] bytes = store.get(PolicyKeys.steps(objective));
            if (bytes != null) {
                lines.add(of(objective, PolicySteps.fromBytes(bytes)));
            }
        }
        return lines;
    }

    private static BudgetLine of(Objective objective, PolicySteps steps) {
        ErrorBudgetPolicy policy = objective.policy().consequences().policy();
        return new BudgetLine(
                objective.subject().model(),
                objective.id(),
                isSliced(objective.subject().slices()),
                objective.policy().mode() == AlertPolicy.Mode.DRY_RUN,
                steps.consumed(),
                policy.name(),
                steps.held().stream()
                        .map(held -> new Step(held.threshold(), held.sinceMs(), actions(policy, held.threshold())))
                        .toList());
    }

    private static boolean isSliced(Slices slices) {
        return slices instanceof Slices.Each || slices instanceof Slices.Groupings;
    }

    private static List<String> actions(ErrorBudgetPolicy policy, double threshold) {
        return policy.step(threshold).stream()
                .flatMap(step -> step.actions().stream())
                .map(Action::word)
                .toList();
    }
}
