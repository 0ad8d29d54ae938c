package io.tidemark.cli;

/** What the process says when it ends. */
final class ExitCodes {
    /** Done; no alert. */
    static final int QUIET = 0;
    /** Done; there were alerts, or drift. */
    static final int ALERTS = 1;
    /** The gate is closed. */
    static final int NOT_ALLOWED = 1;
    /** What the demo tells of its made-up model is not what it should. */
    static final int NOT_AS_EXPECTED = 1;
    /** Could not run: wrong arguments, monitor file, data, or cluster. */
    static final int COULD_NOT_RUN = 2;

    private ExitCodes() {}
}
