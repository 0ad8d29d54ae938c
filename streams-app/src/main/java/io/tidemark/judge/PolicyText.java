package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.Objective;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.slo.policy.PolicySteps.Change;
import io.tidemark.slo.policy.PolicySteps.Direction;
import io.tidemark.slo.policy.PolicySteps.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said of the steps of an error-budget policy.
 *
 * <pre>
 * electricity · 143 % of the error budget of electricity-drift used: step 100 % of policy default entered
 *   freezeDeploys, prioritiseReliability     tell product-owner     budget: 143 % used, none left
 * </pre>
 */
final class PolicyText {
    private static final String GAP = "     ";

    private PolicyText() {}

    /** {@code default 50 %}. */
    static String step(Held held) {
        return held.policy() + " " + Words.percent(held.threshold());
    }

    /** The first line: what happened. */
    static String happened(String model, String objective, Change change) {
        String used = model + " · " + Words.wholeShare(change.consumed()) + " of the error budget of " + objective
                + " used: ";
        String step = "step " + Words.percent(change.held().threshold()) + " of policy "
                + change.held().policy();
        return used
                + step
                + switch (change.direction()) {
                    case ENTERED -> " entered";
                    case LEFT ->
                        " left, entered " + TimeText.instant(change.held().sinceMs());
                    case REMOVED -> " left, the file asks for it no more";
                    case EXPIRED -> " left, nothing was heard for a whole window";
                };
    }

    /** An alert's lines. */
    static String summary(
            Objective objective, Change change, List<Step> step, Alert.Promise promise, Alert.Budget budget) {
        boolean isDryRun = Policies.isDryRun(objective);
        List<String> lines = new ArrayList<>();
        lines.add((isDryRun ? "dry run: " : "") + happened(objective.subject().model(), objective.id(), change));
        String details = change.direction() == Direction.ENTERED
                ? step.stream().map(PolicyText::details).collect(Collectors.joining())
                : "";
        lines.add("  " + details + AlertText.budget(budget));
        lines.add(AlertText.third(promise));
        lines.removeIf(String::isBlank);
        return String.join("\n", lines);
    }

    private static String details(Step step) {
        String actions = words(step.actions());
        String roles = String.join(", ", step.roles());
        return (actions.isEmpty() ? "" : actions + GAP) + (roles.isEmpty() ? "" : "tell " + roles + GAP);
    }

    static String words(List<Action> actions) {
        return actions.stream().map(Action::word).collect(Collectors.joining(", "));
    }
}
