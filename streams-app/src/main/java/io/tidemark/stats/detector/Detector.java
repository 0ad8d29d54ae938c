package io.tidemark.stats.detector;

/**
 * Watches one sequence, value by value, for a change of its law.
 *
 * <p>After a change the detector begins anew by itself, with the next value or with what it keeps of the last ones. Everything is a
 * function of the values and their order. Owned by one thread; not thread-safe.
 */
public interface Detector {
    /**
     * Takes the next value.
     *
     * @param value finite (unchecked: a NaN would stay in the sums for ever)
     * @return what this value showed
     */
    Signal update(double value);

    /** What the detector holds the mean to be at present, in the unit of the values; 0 before the first value. */
    double estimate();

    /** Values that {@link #estimate} rests on, ≥ 0. */
    long width();

    /** Forgets everything, as if newly made. */
    void reset();

    /** Everything that is remembered, as numbers; {@link #restore} takes it back without loss. */
    double[] state();

    /**
     * Becomes the detector whose {@link #state} this was; its parameters must be the same (unchecked).
     *
     * @throws IllegalArgumentException if the state is not one of such a detector
     */
    void restore(double[] state);
}
