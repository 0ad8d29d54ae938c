package io.tidemark.cli;

/** What was asked for cannot be done as it was asked. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message);
    }
}
