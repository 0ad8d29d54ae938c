package io.tidemark.notify;

/** What came of a letter. */
public sealed interface Answer {
    /** The target has it. */
    record Accepted() implements Answer {}

    /**
     * The target will never take it.
     *
     * @param status of HTTP
     * @param text the beginning of what it said
     */
    record Refused(int status, String text) implements Answer {}

    /**
     * Not now: it failed, is busy, or nobody answered, in which case it may have arrived.
     *
     * @param why for the log
     * @param afterMs when the target asks for another try; 0 if it does not say
     */
    record NotNow(String why, long afterMs) implements Answer {}
}
