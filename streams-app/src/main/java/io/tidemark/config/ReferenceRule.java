package io.tidemark.config;

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
}
