package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;

/** Reads one field of a record. */
@HotPath
interface AvroStep {
    void read(AvroCursor in, Observation out);
}
