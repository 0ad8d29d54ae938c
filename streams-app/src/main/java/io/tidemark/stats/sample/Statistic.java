package io.tidemark.stats.sample;

/**
 * A number with its name and unit.
 *
 * @param group the family, named as its golden file: {@code ks_2samp}
 * @param name the number in that family, as in the golden file's "expected"; nested names and array places are joined by dots:
 *     {@code interior_deciles.psi_half_count}, {@code interior_deciles.inner_edges.0}
 * @param value finite or infinite, never NaN: what is not defined is not listed
 * @param unit {@link #PROBABILITY}, {@link #SHARE}, {@link #BITS}, … or empty for a plain number
 */
public record Statistic(String group, String name, double value, String unit) {
    /** In [0, 1]: a chance under "no change". */
    public static final String PROBABILITY = "probability";

    /** In [0, 1]: a part of a whole. */
    public static final String SHARE = "share";

    /** In [0, 1] for the divergences listed here. */
    public static final String BITS = "bits";

    /** In [0, 1]: the root of bits. */
    public static final String ROOT_BITS = "√bits";

    /** ≥ 0. */
    public static final String NATS = "nats";

    /** ≥ 0: the root of nats. */
    public static final String ROOT_NATS = "√nats";

    /** In the column's own unit. */
    public static final String COLUMN = "column";

    /** In the square of the column's unit, ≥ 0. */
    public static final String COLUMN_SQUARED = "column²";

    /** In the root of the column's unit, ≥ 0. */
    public static final String ROOT_COLUMN = "√column";

    /** A whole number ≥ 0. */
    public static final String COUNT = "count";

    /** 1 for true, 0 for false. */
    public static final String FLAG = "0 or 1";

    /** A plain number. */
    public static final String NONE = "";

    public Statistic {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(
                    "a statistic that is not defined must be left out: group=" + group + ", name=" + name);
        }
    }
}
