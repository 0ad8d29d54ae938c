package io.tidemark.slo;

import io.tidemark.slo.AlertPolicy.Condition;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one ledger is kept by: an objective's goal, and its policy fitted to it. Worked out once for all slices of an objective.
 *
 * @param goal how much has to be good
 * @param policy when to tell someone
 * @param tiers the policy's tiers, fitted, the most urgent first
 * @param revision tells these terms from others
 */
public record Terms(Goal goal, AlertPolicy policy, List<FittedTier> tiers, Revision revision) {
    private static final int LEAST_SILENT_SLOTS = 3;
    private static final double SILENT_SHARE = 0.01;

    public Terms {
        tiers = List.copyOf(tiers);
    }

    /** The terms of a goal and a policy, whatever is counted. */
    public static Terms of(Goal goal, AlertPolicy policy) {
        return new Terms(goal, policy, fitted(goal, policy), Revision.of(goal, policy));
    }

    /** The terms of an objective. */
    public static Terms of(Objective objective) {
        Goal goal = objective.goal();
        return new Terms(goal, objective.policy(), fitted(goal, objective.policy()), objective.revision());
    }

    /** The same where nobody is told of silence; of the same revision. */
    public Terms withoutSilence() {
        AlertPolicy quiet =
                new AlertPolicy(policy.tiers(), policy.mode(), new AlertPolicy.Silence.Untold(), policy.consequences());
        return new Terms(goal, quiet, tiers, revision);
    }

    private static List<FittedTier> fitted(Goal goal, AlertPolicy policy) {
        return policy.tiers().stream().map(tier -> FittedTier.of(goal, tier)).toList();
    }

    /** Age from which a budget says something: the longest lookback of the pairs of the most urgent severity that has some, else 0. */
    long warmUpMs() {
        return tiers.stream()
                .filter(tier -> !tier.pairs().isEmpty())
                .findFirst()
                .map(tier ->
                        tier.pairs().stream().mapToLong(BurnPair::longMs).max().orElse(0))
                .orElse(0L);
    }

    /** The shortest lookback of the pairs, ms; a slot if there are none. */
    long briefMs() {
        return tiers.stream()
                .flatMap(tier -> tier.pairs().stream())
                .mapToLong(BurnPair::shortMs)
                .min()
                .orElse(goal.slotMs());
    }

    /**
     * Slots in a row without data from which silence is told, if data usually come: 3, or as long as nothing but bad data would take to
     * use 1 % of the budget. Where slots are often silent it takes more of them.
     */
    public int silentSlots() {
        double onePercentMs = SILENT_SHARE * goal.errorShare() * goal.windowMs();
        return (int) Math.max(LEAST_SILENT_SLOTS, goal.slotsOf((long) Math.ceil(onePercentMs)));
    }

    /** The lookbacks that need a running sum, in slots, ascending: those of pairs and conditions, of the rate, and the window. */
    int[] lookbacks() {
        LongStream ofPairs = tiers.stream()
                .flatMap(tier -> tier.pairs().stream())
                .flatMapToLong(pair -> LongStream.of(pair.longMs(), pair.shortMs()));
        LongStream ofOthers =
                tiers.stream().flatMap(tier -> tier.others().stream()).flatMapToLong(Terms::lookbackMs);
        LongStream ofBudget = LongStream.of(goal.windowMs(), ErrorBudget.recentMs(goal));
        return Stream.of(ofPairs, ofOthers, ofBudget)
                .flatMapToLong(lookbacks -> lookbacks)
                .mapToInt(ms -> (int) Math.min(goal.slots(), goal.slotsOf(ms)))
                .sorted()
                .distinct()
                .toArray();
    }

    private static LongStream lookbackMs(Condition condition) {
        if (condition instanceof Condition.Burn burn) {
            return LongStream.of(burn.lookbackMs());
        }
        return condition instanceof Condition.BudgetDrop drop ? LongStream.of(drop.withinMs()) : LongStream.empty();
    }
}
