package io.tidemark.config;

import java.time.Duration;

/**
 * How long the slots of an objective are, and which key says so.
 *
 * @param length of a slot
 * @param key where people can change it
 */
record SlotSize(Duration length, String key) {
    private static final Duration[] OF_ROWS = {Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1)};

    /** The windows of a model. */
    static SlotSize ofModel(Duration size) {
        return new SlotSize(size, "windows.size");
    }

    /** Slices of time that the objective states itself. */
    static SlotSize ofSlices(Duration slice) {
        return new SlotSize(slice, "timeSliceWindow");
    }

    /** The shortest that rows of no known origin are summed up in: a minute, as long as the window is not too many of them. */
    static Duration ofRows(long windowMs) {
        for (Duration slot : OF_ROWS) {
            if (windowMs / slot.toMillis() <= io.tidemark.slo.Goal.MOST_SLOTS && windowMs % slot.toMillis() == 0) {
                return slot;
            }
        }
        return OF_ROWS[0];
    }
}
