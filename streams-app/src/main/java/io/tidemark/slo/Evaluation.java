package io.tidemark.slo;

import io.tidemark.slo.Episode.Hearing;
import io.tidemark.slo.FittedTier.Standing;
import java.util.List;

/**
 * What the end of the newest slot looks like to the episodes.
 *
 * @param sight what there is to see
 * @param now how the tiers stand
 * @param before how they stood before the past was revised; empty where it was not, or nobody knows
 * @param put what became of the slot
 * @param change what became of the budget
 * @param isGone whether the slice is forgotten
 */
record Evaluation(
        Sight sight, List<Standing> now, List<Standing> before, Slots.Put put, BudgetChange change, boolean isGone) {
    /** Whether the past was revised so that people should know. */
    boolean isWorthTelling() {
        return change.cause() != BudgetChange.Cause.NEWS && change.isWorthTelling();
    }

    /** What a tier says; a slice that is forgotten will not say any more how it stands. */
    Breach breach(int tier) {
        Standing standing = now.get(tier);
        boolean isNoLonger =
                !standing.isJustified() && !before.isEmpty() && before.get(tier).isJustified();
        if (isNoLonger && change.cause() == BudgetChange.Cause.CORRECTION) {
            return Breach.CORRECTED;
        }
        if (isNoLonger && change.cause() == BudgetChange.Cause.LATE_DATA && change.isWorthTelling()) {
            return Breach.WITHDRAWN;
        }
        if (!standing.isJustified() && change.cause() == BudgetChange.Cause.SLO_CHANGED) {
            return Breach.REDEFINED;
        }
        return isGone ? Breach.GONE : standing.breach();
    }

    /** How an episode is listened to that nothing inhibits. */
    Hearing hearing() {
        boolean isBad = sight.slots().isBadNow();
        if (put == Slots.Put.NEWEST || isWorthTelling()) {
            return isBad ? Hearing.BAD_SLOT : Hearing.CALM_SLOT;
        }
        return isBad ? Hearing.BAD_DETAIL : Hearing.CALM_DETAIL;
    }
}
