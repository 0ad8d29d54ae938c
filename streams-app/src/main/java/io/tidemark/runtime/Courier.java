package io.tidemark.runtime;

/** Tells one target what its feed says, until it is told to stop. Used by one thread. */
sealed interface Courier permits LetterCourier, BoardCourier {
    /** Returns when it is told to stop. */
    void run() throws InterruptedException;
}
