package io.tidemark.query;

/** A part of the state cannot be asked now: it moves to another instance, is being restored, or nobody holds it. */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String message) {
        super(message);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
