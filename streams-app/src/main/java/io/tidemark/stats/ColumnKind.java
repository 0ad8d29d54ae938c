package io.tidemark.stats;

/** What a column holds; declared in the monitor or inferred, then frozen with its grid. */
public enum ColumnKind {
    /** Integers and floating-point numbers, on cells that are quantiles of the reference. */
    NUMBER,
    /** Strings from a set, on a cell a value and one for all others. */
    CATEGORY,
    /** True and false: a category of two values. */
    BOOLEAN,
    /** Texts of too many different values for a category: their length and shape are columns of their own. */
    STRING,
    /** Arrays of numbers, all of one length: projections and the norm are columns of their own. */
    EMBEDDING
}
