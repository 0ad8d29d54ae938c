package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Step;

/**
 * One episode that people were told of, or would have been.
 *
 * @param who of what
 * @param when from when to when
 * @param standing whether it is over
 * @param reason why it is over; BURN while it is not
 * @param flaps how often it fired again while it was recovering
 * @param consumed the largest share of one window's budget that its bad ones were at any time it was told of; in [0, 1 / (1 − target)]
 * @param worstBurn the fastest it burnt over a short lookback while it was open, in multiples of the rate that would just use the budget up; 0
 *     for no data
 */
public record Incident(
        Who who, When when, Standing standing, Alert.Reason reason, int flaps, double consumed, double worstBurn) {
    /**
     * Of what: the same in two histories.
     *
     * @param slice of which slice
     * @param severity how urgent
     * @param subject whether the budget burnt, or no data came
     */
    public record Who(String slice, Alert.Severity severity, Step.Subject subject) {}

    /**
     * From when to when, event time.
     *
     * @param onsetMs start of its first bad slot
     * @param firedMs when people were told
     * @param endMs when it was over; the end of the history if it is not
     * @param firingMs time in which it fired, without the time in which it was recovering
     */
    public record When(long onsetMs, long firedMs, long endMs, long firingMs) {}

    /** Whether it is over. */
    public enum Standing {
        OPEN,
        OVER
    }

    /** Whether it is the same thing of the same slice at overlapping times, whatever the severity. */
    public boolean overlaps(Incident other) {
        return who.slice.equals(other.who.slice)
                && who.subject == other.who.subject
                && when.onsetMs <= other.when.endMs
                && other.when.onsetMs <= when.endMs;
    }
}
