package io.tidemark.stats.verdict;

/** What a reading says of a window. Only {@link #GOOD} and {@link #BAD} enter an SLI. */
public enum Verdict {
    /** Enough rows, and the data do not refute "the true distance is at most δ". */
    GOOD,
    /** The data refute "the true distance is at most δ" at the level of the false-alarm budget. */
    BAD,
    /** Too few rows to refute even a large effect. */
    INSUFFICIENT,
    /** No rows at all where rows were expected. */
    NO_DATA,
    /** Labels are not in yet. */
    IMMATURE,
    /** There is no reference yet. */
    WARMING_UP,
    /** A declared correction covers the window. */
    EXCLUDED
}
