package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.TimeLeft;
import java.time.Duration;

/** The error budget of the rolling window that ends with the newest slot. */
public final class ErrorBudget {
    private static final long RECENT_MS = Duration.ofHours(6).toMillis();

    private ErrorBudget() {}

    /**
     * Consumed = bad / ((1 − target) · D), which is the burn rate over the whole window; D as there, so that a young objective's missing
     * past counts as good. The time left is remaining · W / burn(6 h).
     *
     * <p><em>Unchecked:</em> there is a slot. O(slots).
     */
    public static Alert.Budget of(Goal goal, Slots slots) {
        double consumed = BurnRate.over(goal.windowMs(), goal, slots);
        double remaining = 1 - consumed;
        long remainingMs = Math.round(remaining * goal.errorShare() * goal.windowMs());
        long recentMs = Math.min(goal.windowMs(), goal.inWholeSlots(RECENT_MS, BurnPair.FEWEST_BAD_SLICES));
        return new Alert.Budget(
                consumed, remaining, remainingMs, timeLeft(remaining, BurnRate.over(recentMs, goal, slots), goal));
    }

    private static TimeLeft timeLeft(double remaining, double burn, Goal goal) {
        if (remaining <= 0) {
            return new TimeLeft.Gone();
        }
        double ms = burn == 0 ? Double.POSITIVE_INFINITY : remaining * goal.windowMs() / burn;
        return ms >= goal.windowMs() ? new TimeLeft.Lasting() : new TimeLeft.Until(Math.max(1, Math.round(ms)));
    }

    /** Share of the window's budget that so many bad rows or slices are, ≥ 0. */
    static double share(long bad, Goal goal, Slots slots) {
        return BurnRate.of(bad, goal.windowMs(), goal, slots);
    }

    /** The budget with its word. */
    static Budget described(Terms terms, Slots slots) {
        Alert.Budget told = of(terms.goal(), slots);
        Tally tally = slots.tally(terms.goal().windowMs());
        Budget.State state = state(terms, slots, told.consumed(), tally);
        return new Budget(
                state, terms.goal().window().at(slots.newestEndMs()), tally.good(), tally.bad(), told, told.consumed());
    }

    private static Budget.State state(Terms terms, Slots slots, double consumed, Tally tally) {
        if (tally.countedSlots() == 0) {
            return Budget.State.NO_DATA;
        }
        if (consumed >= 1) {
            return Budget.State.EXHAUSTED;
        }
        if (slots.ageMs() < terms.warmUpMs()) {
            return Budget.State.WARMING_UP;
        }
        return consumed > 0.5 ? Budget.State.AT_RISK : Budget.State.HEALTHY;
    }
}
