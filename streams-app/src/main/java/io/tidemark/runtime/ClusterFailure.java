package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;

/** The cluster did not do what was asked. */
public final class ClusterFailure extends WorldFailure {
    private static final long serialVersionUID = 1;

    public ClusterFailure(String message, Throwable cause) {
        super(message + ": " + (cause.getCause() == null ? cause : cause.getCause()).getMessage(), cause);
    }

    /** The thread was told to stop while it waited for the cluster. */
    static ClusterFailure interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new ClusterFailure("interrupted while waiting for the cluster", interrupted);
    }
}
