package io.tidemark.query.board;

import java.util.OptionalLong;

/**
 * Whether topics are within reach: who reads them says up to when he knows all that they hold, and if he says so no more, they are not. Times are
 * Unix milliseconds by one clock. Owned by {@link Boards}; not thread-safe.
 */
final class Contact {
    /** How long ago it may be that all was known; longer than a leader's election takes as a rule. */
    static final long PATIENCE_MS = 10_000;

    private long sureMs = Long.MIN_VALUE;

    /** All that the topics held then is known. */
    void sure(long ms) {
        sureMs = Math.max(sureMs, ms);
    }

    /** Whether all that they held {@value #PATIENCE_MS} ms ago is known. */
    boolean holds(long nowMs) {
        return sureMs != Long.MIN_VALUE && nowMs - sureMs <= PATIENCE_MS;
    }

    /** Since when something may have been told that is not known; empty while nothing speaks for it, and before all was known for the first time. */
    OptionalLong lostSince(long nowMs) {
        return sureMs == Long.MIN_VALUE || holds(nowMs) ? OptionalLong.empty() : OptionalLong.of(sureMs);
    }
}
