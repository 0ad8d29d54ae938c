package io.tidemark.ingest;

import io.tidemark.config.FieldPath;
import java.util.Collection;

/** Which places a file's records have. */
interface FilePaths {
    /** Whether any record has it, or, where the schema says so, may have it. */
    boolean has(FieldPath path);

    /** The places that there are, as people write them; of very many only some. */
    Collection<String> places();

    /** The same places, where they are all that there are and can be; none where there are too many, or where a map's keys may be any. */
    Collection<FieldPath> all();
}
