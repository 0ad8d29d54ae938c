package io.tidemark.query;

import io.tidemark.domain.Operation;
import io.tidemark.slo.Correction.When;

/**
 * A silence or a correction, as far as it is known.
 *
 * @param kind which of both
 * @param source where it was declared
 * @param id by which it is ended
 * @param model whose alerts or budgets
 * @param cover which of them
 * @param when a silence by the clock, a correction in event time
 * @param category what a correction is for; empty of a silence
 * @param told who declared it, when and why
 * @param state what became of it
 * @param note what is to be said of the state: why it was refused, who ended it; empty for nothing
 */
public record Exemption(
        Kind kind,
        Source source,
        String id,
        String model,
        Operation.Cover cover,
        When when,
        String category,
        Told told,
        State state,
        String note) {
    /** What it keeps away. */
    public enum Kind {
        /** Nobody is told of alerts, by the clock. */
        SILENCE,
        /** Event time does not count against budgets. */
        CORRECTION
    }

    /** Where it was declared. */
    public enum Source {
        /** By a person or a tool, at run time. */
        TOLD,
        /** In the monitor file. */
        FILE
    }

    /** What became of it. */
    public enum State {
        /** The stream keeps it. */
        KEPT,
        /** It stands on the topic, and the stream does not keep it: it was not read yet, or not taken in. */
        SENT,
        /** Somebody ended it. */
        ENDED,
        /** A silence whose time is over. */
        OVER
    }

    /**
     * Who declared it.
     *
     * @param atMs by the clock; {@link Long#MIN_VALUE} if that is not known any more
     */
    public record Told(String by, String reason, long atMs) {
        static final Told UNKNOWN = new Told("", "", Long.MIN_VALUE);
    }

    /** Whether it covers something at an instant: a correction that was ended covers nothing, and never did. */
    public boolean holdsAt(long ms) {
        boolean isThere = state == State.KEPT || state == State.OVER;
        return isThere && when.holdsAt(ms);
    }

    /** Whether it covers something or may come to do so. */
    public boolean stands() {
        return state == State.KEPT || state == State.SENT;
    }
}
