package io.tidemark.domain;

/**
 * The world around us did not do what was needed: a file, a broker, a registry, a range without data. Its message says what, where, the
 * value seen and what would be right, so that people need nothing else; thrown once, at the edge.
 */
public class WorldFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WorldFailure(String message) {
        super(message);
    }

    public WorldFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
