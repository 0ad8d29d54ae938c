package io.tidemark.query;

import org.apache.kafka.common.utils.Bytes;

/**
 * Which rows of a store.
 *
 * @param partition of the stage that keeps it
 * @param from first key, inclusive
 * @param to last key, inclusive, in the order of bytes; equal to {@code from} for one row
 */
public record Ask(Kept store, int partition, Bytes from, Bytes to) {
    public Ask {
        if (partition < 0) {
            throw new IllegalArgumentException("partition must not be negative: partition=" + partition);
        }
    }
}
