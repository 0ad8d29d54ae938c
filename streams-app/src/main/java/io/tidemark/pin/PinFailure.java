package io.tidemark.pin;

/** A reference could not be made: the range holds no events. */
public final class PinFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PinFailure(String message) {
        super(message);
    }
}
