package io.tidemark.slo.policy;

import io.tidemark.domain.Alert.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to happen as a budget is used up: steps at shares of it, and what one incident may cost.
 *
 * <p>The policy acts on the slice of all events alone. {@link PolicySteps} says which of its steps hold.
 *
 * @param name the name people know it by; no {@code |}
 * @param steps by consumed share, the lowest first; may be none
 * @param exceptions what is allowed all the same, in the words of whoever wrote it: {@code security}
 * @param rearmBelow how far the consumed share has to fall under a step's threshold for the step to end, in [0, lowest threshold)
 * @param incident what one episode may cost
 * @param origin whether people wrote it
 */
public record ErrorBudgetPolicy(
        String name, List<Step> steps, List<String> exceptions, double rearmBelow, Incident incident, Origin origin) {
    /** A threshold above this is a percentage that was meant as a share. */
    public static final double MOST_CONSUMED = 10;

    private static final ErrorBudgetPolicy STANDARD = new ErrorBudgetPolicy(
            "default",
            List.of(
                    new Step(0.10, Severity.INFO, List.of("developer"), List.of(Action.ANNOTATE)),
                    new Step(0.25, Severity.INFO, List.of("developer", "tech-lead"), List.of(Action.ANNOTATE)),
                    new Step(
                            0.50,
                            Severity.INFO,
                            List.of("tech-lead", "product-owner"),
                            List.of(Action.REQUIRE_REVIEW, Action.HOLD_PROMOTIONS)),
                    new Step(0.75, Severity.PAGE, List.of("on-call"), List.of(Action.CANARY_ONLY)),
                    new Step(
                            1.00,
                            Severity.PAGE,
                            List.of("product-owner"),
                            List.of(Action.FREEZE_DEPLOYS, Action.PRIORITISE_RELIABILITY))),
            List.of("security", "p0-fix", "reliability"),
            0.05,
            new Incident(0.20, List.of(Action.REQUIRE_POSTMORTEM)),
            Origin.STANDARD);

    /** @throws IllegalArgumentException if the name cannot be part of a key, or steps or {@code rearmBelow} are out of order or range */
    public ErrorBudgetPolicy {
        steps = List.copyOf(steps);
        exceptions = List.copyOf(exceptions);
        if (name.isEmpty() || name.contains("|")) {
            throw new IllegalArgumentException(
                    "an error-budget policy's name must not be empty or contain '|': name=" + name);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1).consumed() >= steps.get(i).consumed()) {
                throw new IllegalArgumentException(
                        "a policy's steps must be of distinct shares, the lowest first: policy=" + name + ", consumed="
                                + steps.stream().map(Step::consumed).toList());
            }
        }
        double lowest = steps.isEmpty() ? MOST_CONSUMED : steps.get(0).consumed();
        if (!(rearmBelow >= 0 && rearmBelow < lowest)) {
            throw new IllegalArgumentException("a policy's rearmBelow must be at least 0 and less than its lowest step,"
                    + " or that step never ends: policy=" + name + ", rearmBelow=" + rearmBelow + ", lowest step="
                    + lowest + "; for 5 points write 0.05");
        }
    }

    /** Steps at 10, 25, 50, 75 and 100 % of the budget; 20 % in one incident. After appendix B of the SRE Workbook. */
    public static ErrorBudgetPolicy standard() {
        return STANDARD;
    }

    /** The step of a threshold, if there is one. */
    public Optional<Step> step(double threshold) {
        return steps.stream().filter(step -> step.consumed() == threshold).findFirst();
    }

    /** Share of the budget under which a step ends. */
    public double endsBelow(double threshold) {
        return threshold - rearmBelow;
    }

    /**
     * How urgently people are told that a step was entered; empty if they are not.
     *
     * <p>A policy that people wrote tells them as they wrote. The standard one, which nobody asked for, wakes nobody, and up to half of the budget, which is there to be used, asks nobody to act: it tells at most as a
     * ticket, at most as urgently as the objective's own alerts, and nothing where the objective has none.
     *
     * @param own severities of the objective's own alerts
     */
    public Optional<Severity> voice(Step step, List<Severity> own) {
        if (origin == Origin.WRITTEN) {
            return Optional.of(step.severity());
        }
        return own.stream()
                .min(Severity::compareTo)
                .map(worst -> quieter(quieter(worst, Severity.TICKET), step.severity()));
    }

    private static Severity quieter(Severity left, Severity right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    /** Who thought of a policy. */
    public enum Origin {
        /** People wrote it down: it notifies as they say. */
        WRITTEN,
        /** Nobody asked for it: see {@link #voice}. */
        STANDARD
    }

    /**
     * What is to happen from a share of the budget on.
     *
     * @param consumed share of the budget from which it holds, in (0, {@value #MOST_CONSUMED}]
     * @param severity how urgently people are told that it was entered
     * @param roles the roles that are told; empty for the owner alone
     * @param actions what it asks for
     */
    public record Step(double consumed, Severity severity, List<String> roles, List<Action> actions) {
        /** @throws IllegalArgumentException if the share is out of its range or a role is empty */
        public Step {
            roles = List.copyOf(roles);
            actions = List.copyOf(actions);
            if (!(consumed > 0 && consumed <= MOST_CONSUMED)) {
                throw new IllegalArgumentException(
                        "a step's consumed share must be in (0, 10]: consumed=" + consumed + "; for 50 % write 0.5");
            }
            if (roles.contains("")) {
                throw new IllegalArgumentException("a step's roles must not be empty: consumed=" + consumed + ", roles="
                        + roles + "; leave the list empty for the owner alone");
            }
        }
    }

    /**
     * What one episode may cost.
     *
     * @param budgetShare share of the budget from which an episode is an incident, in (0, 1]
     * @param actions what it asks for; none for a policy without incidents
     */
    public record Incident(double budgetShare, List<Action> actions) {
        private static final Set<Action> LIMITS =
                EnumSet.of(Action.REQUIRE_REVIEW, Action.HOLD_PROMOTIONS, Action.CANARY_ONLY, Action.FREEZE_DEPLOYS);

        /** No episode is an incident. */
        public static final Incident NEVER = new Incident(1, List.of());

        /** @throws IllegalArgumentException if the share is out of its range, or an action would limit deployments */
        public Incident {
            actions = List.copyOf(actions);
            if (!(budgetShare > 0 && budgetShare <= 1)) {
                throw new IllegalArgumentException("an incident's share of the budget must be in (0, 1]: budgetShare="
                        + budgetShare + "; for 20 % write 0.2");
            }
            for (Action action : actions) {
                if (LIMITS.contains(action)) {
                    throw new IllegalArgumentException("an incident cannot limit deployments, for nothing would end it:"
                            + " action=" + action.word() + "; make it a step's action");
                }
            }
        }
    }
}
