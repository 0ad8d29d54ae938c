package io.tidemark.drill;

import io.tidemark.domain.TimeWindow;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A fault on its way through a file's events, in the file's order. Used once, by one thread. */
public interface Injection {
    /** Takes an event and gives on what becomes of it: nothing, itself, another, or more than one. */
    void take(DrillEvent event, Consumer<DrillEvent> out);

    /** What becomes of a label. Labels come by ways of their own, so they also come of events that do not. */
    default DrillLabel label(DrillLabel label) {
        return label;
    }

    /** The events have ended: gives on what was held back. */
    default void end(Consumer<DrillEvent> out) {}

    /** Nothing is changed. */
    Injection NONE = (event, out) -> out.accept(event);

    /** What becomes of one event while the fault lasts. */
    interface OfRow {
        /**
         * Changes an event.
         *
         * @param draw uniform in [0, 1), the same whenever the file is read again
         */
        DrillEvent change(DrillEvent event, double draw);
    }

    /** Events of the span are changed one by one, all others are given on as they are. */
    static Injection ofRows(TimeWindow span, long seed, OfRow change) {
        SplittableRandom draws = new SplittableRandom(seed);
        return (event, out) -> {
            double draw = draws.nextDouble();
            out.accept(span.contains(event.timeMs()) ? change.change(event, draw) : event);
        };
    }
}
