package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.slo.SlotRule;
import java.time.Duration;

/**
 * How much must be good, and over what time.
 *
 * @param method whether events or slices of time are counted
 * @param target the share that must be good, in (0, 1)
 * @param window the rolling window of the budget
 * @param timeSlice length of a slice of time: the window size of the model
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
    /** The goal as it is kept, in slots of a window of the model. */
    public io.tidemark.slo.Goal inSlots(SloSpec.NoData noData) {
        return new io.tidemark.slo.Goal(
                target,
                window.toMillis(),
                Alert.Method.valueOf(method.name()),
                timeSlice.toMillis(),
                new SlotRule(timeSliceTarget, SlotRule.NoData.valueOf(noData.name())));
    }

    /** Whether events or slices of time are counted. */
    public enum Method {
        OCCURRENCES,
        TIMESLICES
    }
}
