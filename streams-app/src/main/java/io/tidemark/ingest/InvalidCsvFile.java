package io.tidemark.ingest;

import io.tidemark.domain.WorldFailure;

/** A CSV file that cannot be read as the monitor file says. */
public final class InvalidCsvFile extends WorldFailure {
    private static final long serialVersionUID = 1;

    /** What is wrong with the file as a whole. */
    public InvalidCsvFile(String message) {
        super(message);
    }

    /** What is wrong, and the cause underneath. */
    public InvalidCsvFile(String message, Throwable cause) {
        super(message, cause);
    }
}
