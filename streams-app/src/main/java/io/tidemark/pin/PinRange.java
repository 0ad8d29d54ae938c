package io.tidemark.pin;

import io.tidemark.config.Monitor;
import io.tidemark.config.ReferenceRule;
import io.tidemark.config.References;
import io.tidemark.domain.TimeWindow;

/** Which event time a monitor's reference is made of. */
public final class PinRange {
    private PinRange() {}

    /**
     * The rule that says it: the standard one, else the first one for some columns that pins; a monitor with trailing references only
     * pins as many first windows as they trail, for its grids and φ.
     */
    static ReferenceRule rule(Monitor monitor) {
        References references = monitor.references();
        if (!(references.standard() instanceof ReferenceRule.Trailing)) {
            return references.standard();
        }
        for (References.ForColumns override : references.overrides()) {
            if (!(override.rule() instanceof ReferenceRule.Trailing)) {
                return override.rule();
            }
        }
        return references.standard();
    }

    /** Whether the range depends on when the first event was. */
    public static boolean dependsOnFirstEvent(Monitor monitor) {
        return !(rule(monitor) instanceof ReferenceRule.Pinned);
    }

    /** The range, on window boundaries. */
    public static TimeWindow of(Monitor monitor, long firstEventMs) {
        long windowMs = monitor.windows().size().toMillis();
        ReferenceRule rule = rule(monitor);
        if (rule instanceof ReferenceRule.Pinned pinned) {
            return new TimeWindow(
                    Math.floorDiv(pinned.from().toEpochMilli(), windowMs) * windowMs,
                    -Math.floorDiv(-pinned.to().toEpochMilli(), windowMs) * windowMs);
        }
        long start = Math.floorDiv(firstEventMs, windowMs) * windowMs;
        return new TimeWindow(start, start + length(rule, windowMs));
    }

    private static long length(ReferenceRule rule, long windowMs) {
        if (rule instanceof ReferenceRule.First first) {
            return -Math.floorDiv(-first.length().toMillis(), windowMs) * windowMs;
        }
        if (rule instanceof ReferenceRule.Trailing trailing) {
            return trailing.windows() * windowMs;
        }
        throw new IllegalArgumentException("unknown reference rule: type=" + rule.getClass());
    }
}
