package io.tidemark.query;

import java.time.Instant;
import java.util.Optional;

/**
 * A range of event time as it was asked for.
 *
 * @param from empty for a day before {@code to}
 * @param to empty for the end of what is closed
 */
public record AskedRange(Optional<Instant> from, Optional<Instant> to) {
    /** The last day that is closed. */
    public static final AskedRange LAST_DAY = new AskedRange(Optional.empty(), Optional.empty());
}
