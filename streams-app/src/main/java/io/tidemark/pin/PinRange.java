package io.tidemark.pin;

import io.tidemark.config.Monitor;
import io.tidemark.config.ReferenceRule;
import io.tidemark.domain.TimeWindow;

/** Which event time a monitor's reference is made of. */
public final class PinRange {
    private PinRange() {}

    /** Whether the range depends on when the first events were. */
    public static boolean dependsOnFirstEvents(Monitor monitor) {
        return !monitor.references().warmUp(monitor.windows().size()).isZero();
    }

    /** Whether the whole of a file is the range. */
    static boolean isEverything(Monitor monitor) {
        return monitor.references().held() instanceof ReferenceRule.Published;
    }

    /** How long the range is, whole windows; 0 if it is stated, or everything. */
    public static long lengthMs(Monitor monitor) {
        return ceiling(monitor.references().warmUp(monitor.windows().size()).toMillis(), windowMs(monitor));
    }

    /**
     * The range that the monitor states, on window boundaries.
     *
     * @throws IllegalArgumentException if it states none
     */
    public static TimeWindow stated(Monitor monitor) {
        ReferenceRule rule = monitor.references().held();
        ReferenceRule range = rule instanceof ReferenceRule.OfVersion version ? version.range() : rule;
        if (range instanceof ReferenceRule.Pinned pinned) {
            return covering(pinned.from().toEpochMilli(), pinned.to().toEpochMilli(), monitor);
        }
        throw new IllegalArgumentException("the monitor states no range: rule=" + range);
    }

    /** The windows that cover [fromMs, toMs). */
    public static TimeWindow covering(long fromMs, long toMs, Monitor monitor) {
        long windowMs = windowMs(monitor);
        return new TimeWindow(Math.floorDiv(fromMs, windowMs) * windowMs, ceiling(toMs, windowMs));
    }

    private static long windowMs(Monitor monitor) {
        return monitor.windows().size().toMillis();
    }

    private static long ceiling(long ms, long windowMs) {
        return -Math.floorDiv(-ms, windowMs) * windowMs;
    }
}
