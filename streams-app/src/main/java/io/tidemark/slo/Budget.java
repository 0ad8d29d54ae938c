package io.tidemark.slo;

import io.tidemark.domain.Alert;

/**
 * An error budget at the end of the newest slot.
 *
 * @param state in one word
 * @param span the window
 * @param good good rows or slices in it
 * @param bad bad ones
 * @param told what alerts carry of it
 * @param isEstimated of rows in a calendar's period: nobody knows yet how many rows the period will have, see {@link ErrorBudget#of}
 * @param consumedVsObserved bad / ((1 − target) · rows seen): of a calendar's period the share of what the rows so far allow, 1 bad among the first 10 being far
 *     more than all; else the share consumed
 */
public record Budget(
        State state,
        Window.Span span,
        long good,
        long bad,
        Alert.Budget told,
        boolean isEstimated,
        double consumedVsObserved) {
    /** A budget in one word. */
    public enum State {
        /** At most half of it is used. */
        HEALTHY,
        /** More than half of it is used. */
        AT_RISK,
        /** All of it is used. */
        EXHAUSTED,
        /** Nothing in the window could be judged, or it has been silent for too long. */
        NO_DATA,
        /** Too young to say: younger than the longest lookback of the most urgent severity. */
        WARMING_UP
    }

    /** Share that is used; ≥ 0, above 1 when overspent. */
    public double consumed() {
        return told.consumed();
    }

    /** Share that is left: 1 − consumed. */
    public double remaining() {
        return told.remaining();
    }

    /** When it will be gone at the rate of the last six hours. */
    public Alert.TimeLeft timeLeft() {
        return told.timeLeft();
    }
}
