package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.TimeLeft;
import java.time.Duration;

/** The error budget of an objective's window at the end of the newest slot. */
public final class ErrorBudget {
    private static final long RECENT_MS = Duration.ofHours(6).toMillis();
    private static final double RISKY = 0.5;

    private ErrorBudget() {}

    /** The lookback whose burn rate says how long the budget will last. */
    static long recentMs(Goal goal) {
        return Math.min(goal.windowMs(), goal.inWholeSlots(RECENT_MS, BurnPair.FEWEST_BAD_SLICES));
    }

    /**
     * Consumed = bad / ((1 − target) · D).
     *
     * <p>Of a rolling window that is the burn rate over all of it, D as there: a young objective's missing past counts as good. Of a
     * calendar's period, D is for time slices the slices of the whole period less those excluded, so that the share only rises within
     * it; for rows likewise those of the whole period, as far as they can be known: those seen, and for the time to come, and that before the objective's birth, as many as the last
     * W had, the periods before included. At its end that is what was seen.
     *
     * <p>The time left is remaining · W / burn(6 h), W the window's or period's length; minutes left are remaining · (1 − target) · W.
     *
     * <p><em>Unchecked:</em> there is a slot. O(1).
     */
    public static Alert.Budget of(Goal goal, Slots slots) {
        double consumed = share(slots.windowTally().bad(), goal, slots);
        double remaining = 1 - consumed;
        long lengthMs = slots.span().lengthMs();
        double burn = BurnRate.over(recentMs(goal), goal, slots);
        return new Alert.Budget(
                consumed,
                remaining,
                Math.round(remaining * goal.errorShare() * lengthMs),
                timeLeft(remaining, burn, lengthMs));
    }

    private static TimeLeft timeLeft(double remaining, double burn, long lengthMs) {
        if (remaining <= 0) {
            return new TimeLeft.Gone();
        }
        double ms = burn == 0 ? Double.POSITIVE_INFINITY : remaining * lengthMs / burn;
        return ms >= lengthMs ? new TimeLeft.Lasting() : new TimeLeft.Until(Math.max(1, Math.round(ms)));
    }

    /** Share of the window's budget that so many bad rows or slices are, ≥ 0. */
    static double share(long bad, Goal goal, Slots slots) {
        if (goal.window() instanceof Window.Rolling) {
            return BurnRate.of(bad, goal.windowMs(), goal, slots);
        }
        Tally period = slots.windowTally();
        double expected = goal.method() == Alert.Method.OCCURRENCES
                ? period.total() + rowsToCome(goal, slots)
                : goal.partsOfSlice() * ((double) slots.span().lengthMs() / goal.slotMs() - period.excludedSlots());
        return share(bad, expected, goal);
    }

    private static double share(double bad, double expected, Goal goal) {
        return bad == 0 || expected <= 0 ? 0 : bad / (goal.errorShare() * expected);
    }

    /** Rows of a calendar's period that were not seen, if they come as in the last W. */
    private static double rowsToCome(Goal goal, Slots slots) {
        Window.Span span = slots.span();
        Tally recent = slots.tally(goal.windowMs());
        double recentMs = Math.min(goal.windowMs(), slots.ageMs()) - (double) recent.removedSlots() * goal.slotMs();
        double seenMs = Math.min(slots.newestEndMs() - span.startMs(), slots.ageMs());
        return recent.total() / Math.max(goal.slotMs(), recentMs) * Math.max(0, span.lengthMs() - seenMs);
    }

    /**
     * The budget with its word.
     *
     * @param episodes know whether there were no data for so long that it is told
     */
    static Budget described(Terms terms, Slots slots, Episodes episodes) {
        Alert.Budget told = of(terms.goal(), slots);
        Tally tally = slots.windowTally();
        boolean isUnknown = tally.countedSlots() == 0 || episodes.isSilent();
        Budget.State state = isUnknown ? Budget.State.NO_DATA : state(terms, slots, told.consumed());
        return new Budget(
                state,
                slots.span(),
                tally.good(),
                tally.bad(),
                told,
                isEstimated(terms.goal()),
                vsObserved(told, terms.goal(), tally));
    }

    private static Budget.State state(Terms terms, Slots slots, double consumed) {
        if (consumed >= 1) {
            return Budget.State.EXHAUSTED;
        }
        if (slots.ageMs() < terms.warmUpMs()) {
            return Budget.State.WARMING_UP;
        }
        return consumed > RISKY ? Budget.State.AT_RISK : Budget.State.HEALTHY;
    }

    private static boolean isEstimated(Goal goal) {
        return !(goal.window() instanceof Window.Rolling) && goal.method() == Alert.Method.OCCURRENCES;
    }

    /** The share of what the rows seen in a calendar's period allow; else the share consumed. */
    private static double vsObserved(Alert.Budget told, Goal goal, Tally tally) {
        return isEstimated(goal) ? share(tally.bad(), tally.total(), goal) : told.consumed();
    }
}
