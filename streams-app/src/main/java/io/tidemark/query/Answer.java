package io.tidemark.query;

import io.tidemark.query.Rows.Standing;
import java.util.Map;

/**
 * What was found, and how far it is to be believed.
 *
 * @param value what was asked for
 * @param standings who answered, by {@code STAGE-PARTITION}; a stand-by says how far it is behind
 * @param missing partitions that nobody could answer for now, and why; the value lacks what they hold
 * @param moment whether all of it was so at one moment
 */
public record Answer<T>(T value, Map<String, Standing> standings, Map<String, String> missing, Moment moment) {
    public Answer {
        standings = Map.copyOf(standings);
        missing = Map.copyOf(missing);
    }

    /** Whether what was read is of one moment. */
    public enum Moment {
        ONE,
        /** The state changed while it was read, each time that it was tried. */
        SEVERAL
    }
}
