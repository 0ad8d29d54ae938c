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
 * @param projected of rows in a calendar's period, the share of the whole period's budget that is used, if its rest has as many rows as
 *     its part so far: an estimate; else the share consumed
 */
public record Budget(State state, Window.Span span, long good, long bad, Alert.Budget told, double projected) {
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

    /** Whether {@link #projected} says more than {@link #consumed}. */
    public boolean isEstimated() {
        return projected != consumed();
    }
}
