package io.tidemark.slo;

import io.tidemark.domain.Alert;
import java.util.function.LongSupplier;

/**
 * What there is to see at the end of the newest slot.
 *
 * @param goal the goal that the slots are measured by
 * @param slots at least one
 * @param budget the budget then
 * @param incidentBad bad rows or slices of the present bad run or of an open episode; worked out only when it is needed
 */
record Sight(Goal goal, Slots slots, Alert.Budget budget, LongSupplier incidentBad) {
    double burn(long lookbackMs) {
        return BurnRate.over(Math.min(goal.windowMs(), goal.inWholeSlots(lookbackMs, 1)), goal, slots);
    }

    /** Share of the budget of the whole window that a lookback used. */
    double drop(long lookbackMs) {
        return share(slots.tally(lookbackMs).bad());
    }

    double incident() {
        return share(incidentBad.getAsLong());
    }

    private double share(long bad) {
        return ErrorBudget.share(bad, goal, slots);
    }

    long nowMs() {
        return slots.newestEndMs();
    }
}
