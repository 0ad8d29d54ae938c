package io.tidemark.pin;

import io.tidemark.domain.WorldFailure;

/** A reference could not be made: the range holds no events. */
public final class PinFailure extends WorldFailure {
    private static final long serialVersionUID = 1;

    public PinFailure(String message) {
        super(message);
    }
}
