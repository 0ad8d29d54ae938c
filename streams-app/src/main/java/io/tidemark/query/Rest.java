package io.tidemark.query;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When an instance may be asked that did not answer: nobody asks it for a few seconds, then one does, and once it answers all may. So one that hangs
 * costs a wait now and then, not one each time. Any thread.
 */
final class Rest {
    static final Duration LENGTH = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private boolean isNeeded;
    private long untilNs;

    /**
     * Of an instance that is well as far as is known.
     *
     * @param nanos a clock of nanoseconds that never goes back
     */
    Rest(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether who calls may ask it; after the rest that is one caller, and the others only once the instance has answered. */
    synchronized boolean mayAsk() {
        if (!isNeeded) {
            return true;
        }
        if (nanos.getAsLong() - untilNs < 0) {
            return false;
        }
        begin();
        return true;
    }

    /** It answered. */
    synchronized void end() {
        isNeeded = false;
    }

    /** It did not answer. */
    synchronized void begin() {
        isNeeded = true;
        untilNs = nanos.getAsLong() + LENGTH.toNanos();
    }
}
