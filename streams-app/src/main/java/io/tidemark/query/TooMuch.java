package io.tidemark.query;

/** More was asked for than one answer may hold. */
public final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooMuch(String message) {
        super(message);
    }
}
