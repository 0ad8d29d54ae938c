package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Goal;
import java.time.Duration;

/** How long the slots are in which a history of counts is kept. */
public final class SlotLength {
    /** The shortest slot. */
    public static final long SHORTEST_MS = Duration.ofMinutes(1).toMillis();

    private SlotLength() {}

    /**
     * The goal, in slots that suit a history.
     *
     * <p>Slices of time stay as the goal has them. Rows are kept at the history's own resolution, rounded down to whole minutes that
     * divide the window, but no shorter than {@link #SHORTEST_MS} and no more than {@link Goal#MOST_SLOTS} of them. O(√window).
     *
     * @param resolutionMs the usual distance between two points of a slice, > 0
     */
    public static Goal fitted(Goal goal, long resolutionMs) {
        if (goal.method() != Alert.Method.OCCURRENCES) {
            return goal;
        }
        return new Goal(
                goal.target(),
                goal.window(),
                goal.method(),
                length(goal.windowMs(), resolutionMs),
                goal.rule(),
                goal.revisedForMs());
    }

    private static long length(long windowMs, long resolutionMs) {
        long minutes = windowMs / SHORTEST_MS;
        long wanted = Math.max(1, resolutionMs / SHORTEST_MS);
        long shortest = Math.floorDiv(minutes + Goal.MOST_SLOTS - 1, Goal.MOST_SLOTS);
        long best = minutes;
        long below = 0;
        for (long divisor = 1; divisor * divisor <= minutes; divisor++) {
            if (minutes % divisor == 0) {
                for (long one : new long[] {divisor, minutes / divisor}) {
                    best = one >= shortest && one >= wanted ? Math.min(best, one) : best;
                    below = one >= shortest && one <= wanted ? Math.max(below, one) : below;
                }
            }
        }
        return SHORTEST_MS * Math.min(minutes / 2, below > 0 ? below : best);
    }
}
