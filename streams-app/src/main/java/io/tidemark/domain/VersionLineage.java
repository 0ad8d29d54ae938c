package io.tidemark.domain;

/**
 * Where one version of a model comes from, and where it went. Instants are 0 where nobody knows.
 *
 * @param version the version
 * @param run the training run that made it; empty if none is known
 * @param runEnd succeeded, failed or open; empty if no run is known
 * @param runEndedMs when that ended, or was heard of last, event time
 * @param rows rows that it was trained on, by its run, or else by the training events that were seen; −1 if unknown
 * @param dataFromMs start of its training events, event time
 * @param dataToMs their end
 * @param findings what the readings of its training events found, and what the run said of itself; empty if nothing
 * @param deployedMs when it was put in service last
 * @param servedFromMs start of the first window in which its predictions were seen
 * @param servedToMs end of the last one
 */
public record VersionLineage(
        String version,
        String run,
        String runEnd,
        long runEndedMs,
        long rows,
        long dataFromMs,
        long dataToMs,
        String findings,
        long deployedMs,
        long servedFromMs,
        long servedToMs) {}
