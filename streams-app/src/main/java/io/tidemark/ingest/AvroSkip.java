package io.tidemark.ingest;

import io.tidemark.stats.HotPath;
import org.apache.avro.Schema;

/** How to read over a value of one schema; compiled once, so that skipping looks at no schema. */
@HotPath
interface AvroSkip {
    void skip(AvroCursor in);

    /** The way over values of that schema. */
    static AvroSkip of(Schema schema) {
        return new AvroSkips().of(schema);
    }
}
