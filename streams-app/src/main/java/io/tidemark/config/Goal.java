package io.tidemark.config;

import java.time.Duration;

/**
 * How much must be good, and over what time.
 *
 * @param method whether events or slices of time are counted
 * @param target the share that must be good, in (0, 1)
 * @param window the rolling window of the budget
 * @param timeSlice length of a slice of time, if the method is TIMESLICES; else the window size of the model
 * @param timeSliceTarget share of a slice's cells that must be good for the slice to be good, in (0, 1]; 1 for OCCURRENCES
 * @param budgetPolicy name of the error-budget policy that says what follows as the budget is used up
 */
public record Goal(
        Method method,
        double target,
        Duration window,
        Duration timeSlice,
        double timeSliceTarget,
        String budgetPolicy) {
    /** Whether events or slices of time are counted. */
    public enum Method {
        OCCURRENCES,
        TIMESLICES
    }
}
