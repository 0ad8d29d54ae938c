package io.tidemark.notify;

/** What a target that keeps incidents is to do about an alert. */
public enum Action {
    /** Nothing: it knows already, or is not to know. */
    NOTHING,
    /** Open an incident. */
    OPEN,
    /** Somebody has it. */
    ACKNOWLEDGE,
    /** Nobody has it: tell the next. */
    ESCALATE,
    /** Close the incident. */
    CLOSE
}
