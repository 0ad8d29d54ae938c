package io.tidemark.cli;

import io.tidemark.query.board.GateText;
import io.tidemark.runtime.BudgetLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where budgets stand at the end of a replay, one line an objective. */
final class BudgetText {
    private static final int DAY = 10;

    private BudgetText() {}

    /** {@code on-time: 143 % of the budget used; policy default: 10 % since 2013-02-16, 25 % since … (freezeDeploys)}. */
    static String line(BudgetLine budget, ReplayOutput output) {
        SortedSet<Double> left = new TreeSet<>(output.left(budget.model(), budget.objective()));
        budget.steps().forEach(step -> left.remove(step.threshold()));
        return budget.objective() + (budget.isDryRun() ? " (dry run)" : "") + ": "
                + String.format(Locale.ROOT, "%,.0f %% of the budget used", 100 * budget.consumed())
                + (budget.isSliced() ? " by all events" : "") + held(budget)
                + (left.isEmpty() ? "" : "; entered and left: " + percents(left));
    }

    private static String held(BudgetLine budget) {
        if (budget.steps().isEmpty()) {
            return "";
        }
        List<String> actions = budget.steps().get(budget.steps().size() - 1).actions();
        return "; policy " + budget.policy() + ": "
                + budget.steps().stream().map(BudgetText::step).collect(Collectors.joining(", "))
                + (actions.isEmpty() ? "" : " (" + String.join(", ", actions) + ")");
    }

    private static String step(BudgetLine.Step step) {
        return GateText.percent(step.threshold()) + " since "
                + Instant.ofEpochMilli(step.sinceMs()).toString().substring(0, DAY);
    }

    private static String percents(SortedSet<Double> thresholds) {
        return thresholds.stream().map(GateText::percent).collect(Collectors.joining(", "));
    }

    /** A list of objects. */
    static String json(List<BudgetLine> budgets) {
        return budgets.stream().map(BudgetText::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(BudgetLine budget) {
        String steps = budget.steps().stream()
                .map(step -> String.format(
                        Locale.ROOT,
                        "{\"threshold\":%s,\"since\":\"%s\",\"actions\":[%s]}",
                        step.threshold(),
                        Instant.ofEpochMilli(step.sinceMs()),
                        step.actions().stream().map(JsonText::quote).collect(Collectors.joining(","))))
                .collect(Collectors.joining(",", "[", "]"));
        return String.format(
                Locale.ROOT,
                "{\"model\":%s,\"objective\":%s,\"dryRun\":%b,\"consumed\":%s,\"policy\":%s,\"steps\":%s}",
                JsonText.quote(budget.model()),
                JsonText.quote(budget.objective()),
                budget.isDryRun(),
                budget.consumed(),
                JsonText.quote(budget.policy()),
                steps);
    }
}
