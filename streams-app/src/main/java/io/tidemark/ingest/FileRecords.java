package io.tidemark.ingest;

import java.io.Closeable;

/**
 * The records of a file, one after the other, in bounded memory.
 *
 * <p>Owned by one thread, but for {@link #bytesRead()}, which any may ask.
 */
public interface FileRecords extends Closeable {
    /** Longest record: what Kafka's producers and brokers take unless they are told otherwise, less what they put around it. */
    int LONGEST = 1_000_000;

    /**
     * Goes to the next record.
     *
     * @return whether there is one
     * @throws InvalidEventFile if the file cannot be read further
     */
    boolean next();

    /** The record's bytes, as a topic would have them; at most {@link #LONGEST} and the prefix. A new array each time. */
    byte[] bytes();

    /** Why this is no whole record, and what would be right; empty if it is one. */
    String fault();

    /** A decoder's reason why the record is no event, or what is more to the point. */
    default String explain(String detail) {
        return detail;
    }

    /** Where the record stands in the file. */
    String place();

    /** Bytes of the file, as stored, that have been read; up to a buffer ahead of the record. */
    long bytesRead();

    /** Size of the file, as stored. */
    long totalBytes();
}
