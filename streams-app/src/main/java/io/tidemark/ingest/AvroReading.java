package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import org.jspecify.annotations.Nullable;

/** One walk over a record's bytes, to their end. Owned by one task; not thread-safe. */
final class AvroReading {
    private final AvroCursor cursor = new AvroCursor();

    /** Reads a record from a place in it on; null if it is an event. */
    @HotPath
    @Nullable
    Rejection read(AvroWalk plan, byte[] value, int start, Observation observation) {
        try {
            cursor.reset(plan.begin(value, observation), start, value.length);
            plan.walk(cursor, observation);
        } catch (IndexOutOfBoundsException | ArithmeticException undecodable) {
            return new Rejection(Reason.UNDECODABLE, String.valueOf(undecodable.getMessage()));
        }
        if (!cursor.isAtEnd()) {
            return new Rejection(
                    Reason.UNDECODABLE, "bytes left over: read=" + cursor.position() + ", length=" + value.length);
        }
        return observation.hasEventTime() ? null : new Rejection(Reason.NO_TIMESTAMP, plan.noTime());
    }
}
