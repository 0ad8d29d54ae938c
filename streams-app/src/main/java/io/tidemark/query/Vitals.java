package io.tidemark.query;

import java.util.List;
import java.util.Map;

/**
 * How one instance is.
 *
 * @param instance host:port
 * @param state of its stream, one word in lower case
 * @param threads stream threads that live
 * @param uptimeMs since its process started
 * @param restoring what it restores now
 * @param memory what it takes
 * @param rates how much it does
 * @param rejected records that could not be used since it started, by reason; reasons that there were none of are left out
 */
public record Vitals(
        String instance,
        String state,
        int threads,
        long uptimeMs,
        List<Restoring> restoring,
        Memory memory,
        Rates rates,
        Map<String, Long> rejected) {
    public Vitals {
        restoring = List.copyOf(restoring);
        rejected = Map.copyOf(rejected);
    }

    /**
     * A partition of a store that is read back from its changelog.
     *
     * @param restored records so far
     * @param end records in all
     */
    public record Restoring(String store, int partition, long restored, long end) {}

    /**
     * Bytes, and what is counted now.
     *
     * @param stateBytes of its stores on disk, as of the last ten seconds or so
     * @param rocksBytes of RocksDB's shared memory
     * @param heapBytes of the heap that is used
     * @param heapMostBytes of the heap at most
     * @param liveAccumulators numbers that the counts hold which are not handed on yet, 8 bytes each
     */
    public record Memory(long stateBytes, long rocksBytes, long heapBytes, long heapMostBytes, long liveAccumulators) {}

    /** Means over the last minute, or since it started if that is shorter. */
    public record Rates(double eventsPerSecond, double deltasPerSecond) {}
}
