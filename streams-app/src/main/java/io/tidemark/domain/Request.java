package io.tidemark.domain;

import io.tidemark.stats.HotPath;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of the request that it answers, or of the dependency that it reports: a part of an {@link Observation}, and as reusable.
 *
 * <p>Owned by one task and overwritten by the next event; not thread-safe.
 */
public final class Request {
    private double latencyMs = Double.NaN;
    private @Nullable RequestStatus status;
    private boolean isOfDependency;
    private int dependencyOffset;
    private int dependencyLength;
    private Health health = Health.UNKNOWN;

    @HotPath
    void begin() {
        latencyMs = Double.NaN;
        status = null;
        isOfDependency = false;
        dependencyLength = 0;
        health = Health.UNKNOWN;
    }

    @HotPath
    void latency(double milliseconds) {
        latencyMs = milliseconds;
    }

    @HotPath
    void status(RequestStatus value) {
        status = value;
    }

    /** The event is the report of a dependency of that name, and of no feature or prediction. */
    @HotPath
    public void dependency(int offset, int length) {
        isOfDependency = true;
        dependencyOffset = offset;
        dependencyLength = length;
    }

    @HotPath
    public void health(Health value) {
        health = value;
    }

    /** How long it took, in milliseconds; NaN if that is not known. */
    public double latencyMs() {
        return latencyMs;
    }

    /** How it ended; null if the event does not say it. */
    public @Nullable RequestStatus status() {
        return status;
    }

    /** Whether the event is the report of a dependency. */
    public boolean isOfDependency() {
        return isOfDependency;
    }

    /** Offset of the dependency's name in {@link Observation#bytes()}. */
    public int dependencyOffset() {
        return dependencyOffset;
    }

    /** Length of the dependency's name in bytes. */
    public int dependencyLength() {
        return dependencyLength;
    }

    /** How the dependency is; {@link Health#UNKNOWN} in other events. */
    public Health health() {
        return health;
    }
}
