package io.tidemark.config;

import io.tidemark.domain.Season;
import java.time.Duration;
import java.time.Instant;

/** What windows are compared with. */
public sealed interface ReferenceRule {
    /**
     * A stated range of event time.
     *
     * @param from start, included; on a pane boundary
     * @param to end, not included; on a pane boundary, after {@code from}
     */
    record Pinned(Instant from, Instant to) implements ReferenceRule {}

    /**
     * The first events: pinned once the warm-up is complete.
     *
     * @param length how much event time, from the start of the first event's window
     */
    record First(Duration length) implements ReferenceRule {}

    /**
     * The windows just before the one that is read.
     *
     * @param windows how many base windows
     */
    record Trailing(int windows) implements ReferenceRule {}

    /**
     * The same phase of earlier cycles of the calendar.
     *
     * @param season which phase, how many cycles, and whose local time
     */
    record Seasonal(Season season) implements ReferenceRule {}

    /**
     * A file's profile, made and sent by {@code tidemark profile --publish}.
     *
     * @param name the name it was published under
     */
    record Published(String name) implements ReferenceRule {}

    /**
     * The events of one model version.
     *
     * @param version the model version
     * @param range which of its events: {@link Pinned} or {@link First}
     */
    record OfVersion(String version, ReferenceRule range) implements ReferenceRule {}

    /** Whether it is made once and then held, so that it makes the grids; the others move with the windows. */
    default boolean isHeld() {
        return !(this instanceof Trailing) && !(this instanceof Seasonal);
    }
}
