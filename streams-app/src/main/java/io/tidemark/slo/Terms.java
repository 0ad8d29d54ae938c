package io.tidemark.slo;

import java.util.List;

/**
 * What one ledger is kept by: an objective's goal, and its policy fitted to it. Worked out once for all slices of an objective.
 *
 * @param goal how much has to be good
 * @param policy when to tell someone
 * @param tiers the policy's tiers, fitted, the most urgent first
 */
public record Terms(Goal goal, AlertPolicy policy, List<FittedTier> tiers) {
    public Terms {
        tiers = List.copyOf(tiers);
    }

    /** The terms of a goal and a policy. */
    public static Terms of(Goal goal, AlertPolicy policy) {
        return new Terms(
                goal,
                policy,
                policy.tiers().stream().map(tier -> FittedTier.of(goal, tier)).toList());
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
}
