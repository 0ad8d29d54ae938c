package io.tidemark.slo;

import java.time.Duration;

/**
 * How the slots of a ledger lie in rows. All in slots unless said otherwise.
 *
 * <p>Native slots lie in fine blocks. Slots shorter than an hour can be revised for a day, or 64 slots if that is longer; then whole
 * fine blocks are summed up to groups of an hour (or as many slots as fit into it), which lie in coarse blocks. Slots of an hour or
 * longer stay as they are, and can be revised, for the whole window.
 *
 * <p>So that a sum does not depend on what was summed up already, a lookback that is longer than the horizon begins at a group's start:
 * it is up to an hour shorter than it says.
 *
 * @param slotMs length of a slot, ms
 * @param group slots of a group; 1 for slots longer than half an hour
 * @param horizon slots, the newest included, that are kept apart
 * @param keep slots that are kept: the longest that the window may be
 * @param revisable slots, the newest included, that can be revised; ≤ horizon
 */
record Plan(long slotMs, int group, int horizon, int keep, int revisable) {
    /** Groups of a coarse block. */
    static final int COARSE = 128;

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long HORIZON_MS = Duration.ofHours(24).toMillis();
    private static final int LEAST_HORIZON = 64;
    private static final int LEAST_FINE = 32;

    /** The plan of a goal. */
    static Plan of(Goal goal) {
        int keep = (int) goal.slotsOf(goal.window().longestMs());
        int group = groupOf(goal.slotMs());
        long day = Math.max(LEAST_HORIZON, goal.slotsOf(HORIZON_MS));
        int horizon = group == 1 ? keep : (int) Math.min(keep, day);
        return new Plan(goal.slotMs(), group, horizon, keep, Math.min(horizon, revisable(goal)));
    }

    /** The newest slot always is. */
    private static int revisable(Goal goal) {
        boolean isKept = goal.revisedForMs() >= (long) Goal.MOST_SLOTS * goal.slotMs();
        return isKept ? Integer.MAX_VALUE : (int) Math.max(1, goal.slotsOf(goal.revisedForMs()));
    }

    private static int groupOf(long slotMs) {
        return (int) Math.max(1, HOUR_MS / slotMs);
    }

    /** Where slots of that length lie, whatever the goal. */
    static Plan ofRows(long slotMs) {
        return new Plan(slotMs, groupOf(slotMs), 1, 1, 1);
    }

    /** Slots of a fine block: whole groups, and 32 or more. */
    int fine() {
        return group * Math.max(1, (LEAST_FINE + group - 1) / group);
    }

    /** Whether old slots are summed up. */
    boolean isSummingUp() {
        return horizon < keep;
    }

    /** First slot of a lookback that ends with a slot. */
    long startOf(int lookback, long last) {
        long start = last - lookback + 1;
        return lookback > horizon && isSummingUp() ? aligned(start) : start;
    }

    /** The slot itself, or the start of the next group, where slots are summed up. */
    long aligned(long slot) {
        return isSummingUp() ? -Math.floorDiv(-slot, group) * group : slot;
    }
}
