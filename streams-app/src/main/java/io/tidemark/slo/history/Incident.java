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
 * @param consumed share of the budget that it used, from its onset on, ≥ 0
 */
public record Incident(Who who, When when, Standing standing, Alert.Reason reason, int flaps, double consumed) {
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
