package io.tidemark.domain;

/** How a dependency of a model is, by its own report. */
public enum Health {
    /** Nobody knows: such a report counts neither way. */
    UNKNOWN,
    HEALTHY,
    DEGRADED,
    DOWN;

    /** The health of that word; {@link #UNKNOWN} for one that is not known. */
    public static Health of(String word) {
        for (Health health : values()) {
            if (health.name().equals(word)) {
                return health;
            }
        }
        return UNKNOWN;
    }
}
