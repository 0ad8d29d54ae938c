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
    private static final double NEARLY_ALL = 0.9;

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
        /** Of data that are all there, of which some were looked at. */
        PART,
        /** Of events that go on to come: the first ones are the reference, most of which are still to come. */
        STREAM
    }

    /**
     * Of a topic: as of a file, if what it holds is enough for a reference and for something to judge; else by rate.
     *
     * @param seen when the events came that were looked at
     * @param kept events that the topic holds, about
     */
    static Schedule ofTopic(Traffic seen, long kept, NeededRows needed) {
        if (seen.rows() == 0) {
            return ofRate(kept, needed);
        }
        Schedule byRate = ofRate(kept / Math.max(1.0 / 60, seen.length().toMillis() / 3_600_000.0), needed);
        Duration size = byRate.windows().size();
        if (seen.length().dividedBy(size) < WindowChoice.FEWEST) {
            return byRate;
        }
        return seen.rows() >= kept * NEARLY_ALL
                ? of(Kind.FILE, seen, needed)
                : new Schedule(Kind.PART, byRate.windows(), ReferenceChoice.ofPart(seen, size, kept));
    }

    /** Of events that come at this rate, as far as it is known. */
    private static Schedule ofRate(double perHour, NeededRows needed) {
        return new Schedule(Kind.STREAM, WindowChoice.ofRate(perHour, size -> needed.of(size, 1)), UNTIMED.reference());
    }

    static Schedule of(Kind kind, Traffic traffic, NeededRows needed) {
        WindowChoice windows = WindowChoice.of(traffic, size -> needed.of(size, 1));
        return new Schedule(kind, windows, ReferenceChoice.of(traffic, windows.size()));
    }
}
