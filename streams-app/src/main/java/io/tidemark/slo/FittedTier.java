package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Episode.Breach;
import java.util.ArrayList;
import java.util.List;

/**
 * One severity's rules, fitted to one objective.
 *
 * @param tier the rules
 * @param pairs the pairs that fit the objective's window; may be none, then it never fires
 */
public record FittedTier(AlertPolicy.Tier tier, List<BurnPair> pairs) {
    public FittedTier {
        pairs = List.copyOf(pairs);
    }

    /** The tiers of an objective's policy, the most urgent first. */
    public static List<FittedTier> of(Objective objective) {
        return objective.policy().tiers().stream()
                .map(tier -> new FittedTier(tier, BurnPair.fitted(objective.goal(), tier)))
                .toList();
    }

    /**
     * How a tier stands at the end of the newest slot.
     *
     * @param severity the tier's
     * @param burns its pairs
     * @param breach what they say together
     * @param keepFiringMs how long the burning ones ask for calm: the tier's own, or the longest short lookback
     * @param isJustified whether a long lookback alone speaks for an alert
     */
    public record Standing(
            Alert.Severity severity, List<Alert.Burn> burns, Breach breach, long keepFiringMs, boolean isJustified) {}

    /** How this tier stands. <em>Unchecked:</em> there is a slot. O(slots of the longest lookback). */
    public Standing measure(Goal goal, Slots slots) {
        List<Alert.Burn> burns = new ArrayList<>();
        boolean isBurning = false;
        boolean holds = false;
        boolean isJustified = false;
        long keepFiringMs = tier.keepFiringMs();
        for (BurnPair pair : pairs) {
            Alert.Burn burn = pair.measure(goal, slots);
            burns.add(burn);
            if (burn.state() == Alert.PairState.BURNING) {
                isBurning = true;
                keepFiringMs = Math.max(keepFiringMs, pair.shortMs());
            }
            holds |= pair.holds(burn);
            isJustified |= pair.isJustified(burn);
        }
        Breach breach = isBurning ? Breach.BURNING : quiet(holds, slots);
        return new Standing(tier.severity(), List.copyOf(burns), breach, keepFiringMs, isJustified);
    }

    private static Breach quiet(boolean holds, Slots slots) {
        if (!slots.isJudgedNow()) {
            return Breach.UNKNOWN;
        }
        return holds ? Breach.HOLDING : Breach.CALM;
    }
}
