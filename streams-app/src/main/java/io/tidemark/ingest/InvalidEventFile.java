package io.tidemark.ingest;

import io.tidemark.domain.WorldFailure;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of events, JSON lines or Avro, that cannot be read as the monitor file says. */
public final class InvalidEventFile extends WorldFailure {
    private static final long serialVersionUID = 1;

    /** What is wrong with the file as a whole. */
    public InvalidEventFile(String message) {
        super(message);
    }

    /** What is wrong, and the cause underneath. */
    public InvalidEventFile(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file that cannot be read, or not further. */
    static InvalidEventFile unreadable(Path file, Exception cause) {
        return cause instanceof NoSuchFileException
                ? new InvalidEventFile("there is no such file: file=" + file, cause)
                : new InvalidEventFile("cannot read file=" + file + ": " + cause.getMessage(), cause);
    }
}
