package io.tidemark.slo.policy;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.slo.policy.PolicySteps.Held;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the steps of all objectives of a model allow it together. */
public final class Decisions {
    private static final Set<Action> HOLD_PROMOTIONS =
            EnumSet.of(Action.HOLD_PROMOTIONS, Action.CANARY_ONLY, Action.FREEZE_DEPLOYS);
    private static final Set<Action> LIMITS =
            EnumSet.of(Action.REQUIRE_REVIEW, Action.HOLD_PROMOTIONS, Action.CANARY_ONLY, Action.FREEZE_DEPLOYS);
    private static final Comparator<HeldStep> FURTHEST = Comparator.comparingDouble(HeldStep::threshold)
            .reversed()
            .thenComparing(Comparator.comparingDouble(HeldStep::consumed).reversed())
            .thenComparing(HeldStep::objective);

    private Decisions() {}

    /**
     * How one objective stands over all events.
     *
     * @param objective its id
     * @param policy its policy as it is written now
     * @param steps what holds
     */
    public record Account(String objective, ErrorBudgetPolicy policy, PolicySteps steps) {}

    /**
     * The decision. Each limit holds if any step of any objective asks for it; what is excepted has to be so in every policy that
     * limits something.
     *
     * @param accounts those of the model's live objectives: one that is tried out has no say
     * @param metricTimeMs the event time that it speaks of
     */
    public static PolicyDecision of(String model, Collection<Account> accounts, long metricTimeMs, long clockTimeMs) {
        List<Account> limiting = accounts.stream().filter(Decisions::limits).toList();
        return new PolicyDecision(
                model,
                freedom(accounts),
                accounts.stream()
                        .flatMap(account -> reasons(account).stream())
                        .sorted(FURTHEST)
                        .toList(),
                exceptions(limiting),
                metricTimeMs,
                clockTimeMs);
    }

    private static Freedom freedom(Collection<Account> accounts) {
        Set<Action> asked = EnumSet.noneOf(Action.class);
        accounts.forEach(account -> asked.addAll(asked(account)));
        return new Freedom(
                !asked.contains(Action.FREEZE_DEPLOYS),
                HOLD_PROMOTIONS.stream().noneMatch(asked::contains),
                asked.contains(Action.CANARY_ONLY),
                asked.contains(Action.REQUIRE_REVIEW));
    }

    private static boolean limits(Account account) {
        return LIMITS.stream().anyMatch(asked(account)::contains);
    }

    private static Set<Action> asked(Account account) {
        Set<Action> asked = EnumSet.noneOf(Action.class);
        steps(account).forEach(step -> asked.addAll(step.actions()));
        return asked;
    }

    private static List<Step> steps(Account account) {
        return account.steps.held().stream()
                .flatMap(held -> account.policy.step(held.threshold()).stream())
                .toList();
    }

    private static List<String> exceptions(List<Account> limiting) {
        return limiting.stream()
                .flatMap(account -> account.policy.exceptions().stream())
                .distinct()
                .filter(word -> limiting.stream()
                        .allMatch(account -> account.policy.exceptions().contains(word)))
                .toList();
    }

    private static List<HeldStep> reasons(Account account) {
        return account.steps.held().stream()
                .flatMap(
                        held -> account.policy.step(held.threshold()).stream().map(step -> reason(account, step, held)))
                .toList();
    }

    private static HeldStep reason(Account account, Step step, Held held) {
        return new HeldStep(
                account.objective,
                account.policy.name(),
                step.consumed(),
                account.steps.consumed(),
                account.policy.endsBelow(step.consumed()),
                held.severity().word(),
                step.actions().stream().map(Action::word).toList(),
                step.roles(),
                held.sinceMs());
    }
}
