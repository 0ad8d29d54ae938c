package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.slo.SlotRule;
import io.tidemark.slo.Window;
import java.time.Duration;

/**
 * How much must be good, and over what time.
 *
 * @param method whether events or slices of time are counted
 * @param target the share that must be good, in (0, 1)
 * @param window the window of the budget
 * @param timeSlice length of a slice of time, or of a slot that rows are summed up in: the window size of the model, if there is one
 * @param timeSliceTarget share of a slice's cells that must be good for the slice to be good, in (0, 1]; 1 for OCCURRENCES
 */
public record Goal(Method method, double target, Window window, Duration timeSlice, double timeSliceTarget) {
    /** The length that the window usually has. */
    public Duration length() {
        return Duration.ofMillis(window.lengthMs());
    }

    /** The goal as it is kept, in slots of a window of the model. */
    public io.tidemark.slo.Goal inSlots(SloSpec.NoData noData) {
        return new io.tidemark.slo.Goal(
                target,
                window,
                Alert.Method.valueOf(method.name()),
                timeSlice.toMillis(),
                new SlotRule(timeSliceTarget, SlotRule.NoData.valueOf(noData.name())));
    }

    /** Whether events or slices of time are counted. */
    public enum Method {
        OCCURRENCES,
        TIMESLICES,
        /** The mean of the slices' shares. */
        RATIO_TIMESLICES
    }
}
