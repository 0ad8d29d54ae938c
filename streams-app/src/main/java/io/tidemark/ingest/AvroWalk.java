package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;

/** A writer's schema compiled into a walk over its records' bytes. */
interface AvroWalk {
    /**
     * Begins an event of that record.
     *
     * @return the bytes to walk, which begin with the record's
     */
    @HotPath
    byte[] begin(byte[] record, Observation out);

    /** Why the event that was walked last has no time; nothing of its values. */
    String noTime();

    /**
     * Walks a record from the position that the cursor stands at.
     *
     * @throws IndexOutOfBoundsException if the bytes do not follow the schema
     */
    @HotPath
    void walk(AvroCursor in, Observation out);
}
