package io.tidemark.runtime;

import io.tidemark.domain.TimeWindow;
import io.tidemark.pin.Pin;

/**
 * A reference that was made, for people.
 *
 * @param model the monitored model
 * @param range the event time it was made of
 * @param events events in it
 * @param columns columns that got a grid
 * @param slices slices that have a reference
 */
public record Pinned(String model, TimeWindow range, long events, int columns, int slices) {
    static Pinned of(Pin pin) {
        return new Pinned(
                pin.model(),
                pin.range(),
                pin.events(),
                pin.era().grids().size(),
                pin.slices().size());
    }
}
