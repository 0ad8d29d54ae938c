package io.tidemark.config;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Origin;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kind: ErrorBudgetPolicy}: what is not written is as in the usual one. */
final class BudgetPolicyReader {
    private static final Map<String, Severity> SEVERITIES = severities();
    private static final Map<String, Action> ACTIONS = actions();

    private final SloLinks links;

    private BudgetPolicyReader(SloLinks links) {
        this.links = links;
    }

    static ErrorBudgetPolicy read(SloObject object, SloLinks links) {
        Section section = object.section(links.report());
        int problems = links.report().count();
        Metadata metadata = Metadata.read(section, "name the error budget policy");
        metadata.finishAnnotations();
        ErrorBudgetPolicy policy =
                section.section("spec", spec -> new BudgetPolicyReader(links).policy(spec, metadata.name(), problems));
        section.finish();
        return policy;
    }

    private ErrorBudgetPolicy policy(Section spec, String name, int problems) {
        Lengths.checkDescription(spec.field("description"));
        ErrorBudgetPolicy usual = ErrorBudgetPolicy.standard();
        List<Step> steps = spec.has("steps") ? steps(spec.field("steps")) : usual.steps();
        List<String> exceptions =
                spec.has("exceptions") ? spec.field("exceptions").names() : usual.exceptions();
        Incident incident =
                spec.has("incident") ? spec.section("incident", BudgetPolicyReader::incident) : usual.incident();
        Field rearm = spec.field("rearmBelow");
        double below = rearm.number(usual.rearmBelow());
        double lowest = steps.isEmpty() ? 1 : steps.get(0).consumed();
        if (!(below >= 0 && below < lowest)) {
            String seen = rearm.isPresent() ? "" : ": the usual " + usual.rearmBelow();
            rearm.fail("must be less than the lowest step, consumed=" + lowest + ", or that step never ends" + seen
                    + "; write 0.05 for 5 points, or less");
        }
        return links.report().count() == problems
                ? new ErrorBudgetPolicy(name, steps, exceptions, below, incident, Origin.WRITTEN)
                : usual;
    }

    private List<Step> steps(Field field) {
        List<Step> steps = new ArrayList<>();
        double before = 0;
        for (Field item : field.items()) {
            Section section = item.section();
            Field consumed = section.field("consumed");
            double share = share(consumed, "write a share of the budget, like 0.5");
            if (share <= before && consumed.isPresent()) {
                consumed.fail("is not more than the step before, consumed=" + before + "; write the lowest first");
            }
            before = Math.max(before, share);
            List<String> roles = section.field("notify").names();
            roles.forEach(role -> Roles.check(role, section.field("notify"), links));
            Severity severity = section.field("severity").choice(SEVERITIES, Severity.TICKET);
            steps.add(new Step(share, severity, roles, actions(section.field("actions"))));
            section.finish();
        }
        return steps;
    }

    private static Incident incident(Section section) {
        Field share = section.field("budgetShare");
        return new Incident(
                Math.min(1, share(share, "write a share of the budget, like 0.2")), actions(section.field("actions")));
    }

    private static double share(Field field, String remedy) {
        if (!field.isPresent()) {
            field.failMissing(remedy);
            return 1;
        }
        double share = field.number(1);
        if (share > 0 && share <= ErrorBudgetPolicy.MOST_CONSUMED) {
            return share;
        }
        boolean isPercent = share > ErrorBudgetPolicy.MOST_CONSUMED;
        field.fail("is not in (0, " + (int) ErrorBudgetPolicy.MOST_CONSUMED + "]"
                + (isPercent ? "; for " + Plain.of(share) + " % write " + Plain.of(share / 100) : ""));
        return 1;
    }

    private static List<Action> actions(Field field) {
        List<Action> actions = new ArrayList<>();
        for (Field item : field.items()) {
            if (item.requiredText("name an action").isBlank()) {
                continue;
            }
            Action action = item.choice(ACTIONS, Action.ANNOTATE);
            if (!actions.contains(action)) {
                actions.add(action);
            }
        }
        return actions;
    }

    private static Map<String, Action> actions() {
        Map<String, Action> words = new LinkedHashMap<>();
        for (Action action : Action.values()) {
            words.put(action.word(), action);
        }
        return words;
    }

    static Map<String, Severity> severities() {
        Map<String, Severity> words = new LinkedHashMap<>();
        words.put("page", Severity.PAGE);
        words.put("ticket", Severity.TICKET);
        words.put("info", Severity.INFO);
        return words;
    }
}
