package io.tidemark.runtime.drill;

import io.tidemark.domain.TimeWindow;
import io.tidemark.drill.Baseline;
import io.tidemark.drill.Coverage;
import java.util.List;

/**
 * What came of a drill.
 *
 * @param model the monitored model
 * @param span when each fault is done
 * @param untilMs the last moment at which an alert counts; no event after it is read
 * @param windowMs length of the monitor's base window
 * @param rows events of the run without a fault
 * @param anyway alerts of the run without a fault that are open between the span's start and {@code untilMs}
 * @param coverage what of the faults was noticed
 */
public record Drilled(
        String model,
        TimeWindow span,
        long untilMs,
        long windowMs,
        long rows,
        List<Baseline.Episode> anyway,
        Coverage coverage) {
    public Drilled {
        anyway = List.copyOf(anyway);
    }
}
