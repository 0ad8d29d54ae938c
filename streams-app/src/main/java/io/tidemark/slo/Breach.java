package io.tidemark.slo;

/** What the pairs of a severity say together. */
public enum Breach {
    /** A pair burns. */
    BURNING,
    /** None does, but one is within a tenth of it. */
    HOLDING,
    /** None is near. */
    CALM,
    /** None burns, and the newest slot could not be judged: silence is no recovery. */
    UNKNOWN,
    /** The slice has been silent for so long that it is forgotten. */
    GONE,
    /** Late data took the reason away. */
    WITHDRAWN,
    /** A correction did. */
    CORRECTED,
    /** Another goal or policy did. */
    REDEFINED
}
