package io.tidemark.domain;

import io.tidemark.stats.Measure;

/** What can be wrong with a record, so that records may be shown for it. The order is part of the byte layout: append only. */
public enum Fault {
    /** The column is null or absent. */
    MISSING,
    /** The value is of another type than the column's. */
    WRONG_TYPE,
    /** The number is NaN. */
    NOT_A_NUMBER,
    /** The number is infinite. */
    INFINITE,
    /** The value is outside the range, the set or the pattern that the monitor allows. */
    NOT_ALLOWED,
    /** The record came later after its event time than allowed. */
    LATE,
    /** The record could not be used at all. */
    REJECTED,
    /** The request did not end as the monitor's owner states. */
    FAILED,
    /** The request took longer than stated, or failed. */
    SLOW,
    /** The dependency reported that it does not work. */
    UNHEALTHY;

    /** Whether records with this fault are what the measure counts. */
    public boolean isCountedBy(Measure measure) {
        return switch (measure) {
            case MISSING -> this == MISSING;
            case INVALID -> this == WRONG_TYPE || this == NOT_A_NUMBER || this == INFINITE || this == NOT_ALLOWED;
            case WRONG_TYPE -> this == WRONG_TYPE;
            case OUT_OF_RANGE, NOT_ALLOWED, PATTERN_MISMATCH -> this == NOT_ALLOWED;
            case LATE -> this == LATE;
            case REJECTED -> this == REJECTED;
            case FAILED -> this == FAILED;
            case SLOW -> this == SLOW;
            case UNHEALTHY -> this == UNHEALTHY;
            default -> false;
        };
    }
}
