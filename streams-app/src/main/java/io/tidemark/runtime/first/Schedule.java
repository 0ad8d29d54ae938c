package io.tidemark.runtime.first;

import java.time.Duration;
import java.time.Instant;

/**
 * When rows came, and what follows from it.
 *
 * @param kind where events come from
 * @param windows by traffic
 * @param reference a range of the data
 */
record Schedule(Kind kind, WindowChoice windows, ReferenceChoice reference) {
    /** Where nothing says when a row came. */
    static final Schedule UNTIMED = new Schedule(
            Kind.UNTIMED,
            new WindowChoice(Duration.ofHours(1), new long[0], 1, ""),
            new ReferenceChoice(Instant.EPOCH, Instant.EPOCH, 0, 0));

    /** Where events come from. */
    enum Kind {
        UNTIMED,
        /** Of data that are all there: a range of them is the reference. */
        FILE,
        /** Of events that go on to come: the next ones are the reference. */
        STREAM
    }

    /** Of events that come at this rate, as far as it is known. */
    static Schedule ofRate(double perHour, NeededRows needed) {
        return new Schedule(Kind.STREAM, WindowChoice.ofRate(perHour, size -> needed.of(size, 1)), UNTIMED.reference());
    }

    static Schedule of(Kind kind, Traffic traffic, NeededRows needed) {
        WindowChoice windows = WindowChoice.of(traffic, size -> needed.of(size, 1));
        return new Schedule(kind, windows, ReferenceChoice.of(traffic, windows.size()));
    }
}
