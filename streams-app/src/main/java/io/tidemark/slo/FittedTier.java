package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * One severity's rules, fitted to one objective.
 *
 * @param tier the rules
 * @param pairs the pairs that fit the objective's window; may be none
 * @param others the conditions that are no pairs
 */
public record FittedTier(AlertPolicy.Tier tier, List<BurnPair> pairs, List<Condition> others) {
    public FittedTier {
        pairs = List.copyOf(pairs);
        others = List.copyOf(others);
    }

    /** The tiers of an objective's policy, the most urgent first. */
    public static List<FittedTier> of(Objective objective) {
        return Terms.of(objective.goal(), objective.policy()).tiers();
    }

    /** A tier, fitted to a goal. */
    public static FittedTier of(Goal goal, AlertPolicy.Tier tier) {
        return new FittedTier(
                tier,
                BurnPair.fitted(goal, tier),
                tier.conditions().stream()
                        .filter(condition -> !(condition instanceof Condition.Pairs))
                        .toList());
    }

    /**
     * How a tier stands at the end of the newest slot.
     *
     * @param severity the tier's
     * @param burns its pairs
     * @param rules its other conditions
     * @param breach what they say together
     * @param keepFiringMs how long the burning ones ask for calm: the tier's own, or the longest short lookback
     * @param isJustified whether a long lookback alone, or another condition, speaks for an alert
     */
    public record Standing(
            Alert.Severity severity,
            List<Alert.Burn> burns,
            List<Rule> rules,
            Breach breach,
            long keepFiringMs,
            boolean isJustified) {
        public Standing {
            burns = List.copyOf(burns);
            rules = List.copyOf(rules);
        }
    }

    /**
     * How this tier stands. O(slots of the longest lookback).
     *
     * @param waits since when each other condition holds; read, never written
     */
    Standing measure(Sight sight, Waits waits) {
        List<Alert.Burn> burns = new ArrayList<>();
        List<Rule> rules = others.stream().map(other -> Rule.of(other, sight)).toList();
        boolean isBurning = false;
        boolean holds = rules.stream().anyMatch(rule -> rule.standing() != Rule.Standing.FAR);
        boolean isJustified = rules.stream().anyMatch(rule -> rule.standing() == Rule.Standing.REACHED);
        long keepFiringMs = tier.keepFiringMs();
        for (BurnPair pair : pairs) {
            Alert.Burn burn = pair.measure(sight.goal(), sight.slots());
            burns.add(burn);
            if (burn.state() == Alert.PairState.BURNING) {
                isBurning = true;
                keepFiringMs = Math.max(keepFiringMs, pair.shortMs());
            }
            holds |= pair.holds(burn);
            isJustified |= pair.isJustified(sight.goal(), burn);
        }
        boolean acts = isBurning || waits.isOver(rules, sight);
        Breach breach = acts ? Breach.BURNING : quiet(holds, sight.slots());
        return new Standing(tier.severity(), burns, rules, breach, keepFiringMs, isJustified);
    }

    private static Breach quiet(boolean holds, Slots slots) {
        if (!slots.isJudgedNow()) {
            return Breach.UNKNOWN;
        }
        return holds || slots.isInDoubtNow() ? Breach.HOLDING : Breach.CALM;
    }
}
