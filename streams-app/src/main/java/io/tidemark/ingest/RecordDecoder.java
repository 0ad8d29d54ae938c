package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.stats.HotPath;
import org.jspecify.annotations.Nullable;

/** Turns a record's bytes into an {@link Observation}. Owned by one task; not thread-safe. */
public interface RecordDecoder {
    /**
     * Fills the observation from a record's value. Where the record stood has been told to it before.
     *
     * @return why the record cannot be used; null if it can
     */
    @HotPath
    @Nullable
    Rejection decode(byte @Nullable [] value, Observation observation);
}
