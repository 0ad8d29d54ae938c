package io.tidemark.slo;

import io.tidemark.domain.Alert;

/** How fast a budget is used: 1 uses it up in exactly one window. */
final class BurnRate {
    private BurnRate() {}

    /**
     * burn(w) = bad(w) / ((1 − target) · D(w)), ≥ 0, over the lookback that ends with the newest slot; 0 if nothing was expected.
     *
     * <p>D is, for time slices, the slices expected less those excluded; for rows, the rows seen, scaled up by (w − out) / (age − out) while the
     * objective is younger than the lookback, out what corrections take of it. Either way the part before its birth counts as good.
     *
     * @param lookbackMs a whole number of slots; at most the window is used
     */
    static double over(long lookbackMs, Goal goal, Slots slots) {
        return of(slots.tally(lookbackMs).bad(), lookbackMs, goal, slots);
    }

    /** The same, were there that many bad ones. */
    static double of(long bad, long lookbackMs, Goal goal, Slots slots) {
        Tally tally = slots.tally(lookbackMs);
        double expected = goal.method() != Alert.Method.OCCURRENCES
                ? goal.partsOfSlice() * ((double) lookbackMs / goal.slotMs() - tally.excludedSlots())
                : tally.total() * Math.max(1, scale(lookbackMs, goal, slots));
        return bad == 0 || expected <= 0 ? 0 : bad / (goal.errorShare() * expected);
    }

    private static double scale(long lookbackMs, Goal goal, Slots slots) {
        double outMs = (double) slots.tally(lookbackMs).removedSlots() * goal.slotMs();
        return (lookbackMs - outMs) / Math.max(goal.slotMs(), slots.ageMs() - outMs);
    }

    /** The same as if what was seen were all: what the rate would be but for the rule that the past before its birth is good. */
    static double overSeen(long lookbackMs, Goal goal, Slots slots) {
        Tally tally = slots.tally(lookbackMs);
        double seen = goal.method() != Alert.Method.OCCURRENCES
                ? (double) goal.partsOfSlice() * tally.countedSlots()
                : tally.total();
        return tally.bad() == 0 ? 0 : tally.bad() / (goal.errorShare() * seen);
    }
}
