package io.tidemark.cli;

import io.tidemark.domain.WorldFailure;

/** What was asked for cannot be done as it was asked. */
final class UsageError extends WorldFailure {
    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message);
    }
}
