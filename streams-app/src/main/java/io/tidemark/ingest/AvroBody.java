package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;

/** A record's fields, read one after the other without a loop: made for one writer's schema by {@link AvroBodyMaker}. */
interface AvroBody {
    /**
     * Reads all fields.
     *
     * @param bytes what the cursor stands in
     * @param at where the record's Avro begins
     * @param steps of the fields that are not read in place
     * @return where the record's Avro ends
     * @throws IndexOutOfBoundsException if the bytes do not follow the schema
     */
    @HotPath
    int read(byte[] bytes, int at, AvroCursor in, Observation out, AvroStep[] steps);
}
