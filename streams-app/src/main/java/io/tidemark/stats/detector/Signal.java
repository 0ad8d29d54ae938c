package io.tidemark.stats.detector;

/** What one value showed. */
public enum Signal {
    /** Nothing. */
    NONE,
    /** The detector's warning level is passed, not its change level. */
    WARNING,
    /** The mean, or what the detector watches, has changed, and not downwards. */
    INCREASE,
    /** The mean has fallen. */
    DECREASE;

    /** Whether there was a change, in whatever direction. */
    public boolean isChange() {
        return this == INCREASE || this == DECREASE;
    }
}
