package io.tidemark.stats.verdict;

/**
 * The levels at which one test of one window is made.
 *
 * @param alpha α: probability that a window in order is called BAD by one deciding measure; in (0, 0.5)
 * @param alphaReference α_ref: probability, spent once when the reference is drawn, that its error exceeds what is allowed for; in (0, 0.5)
 */
public record Levels(double alpha, double alphaReference) {
    /** Probability, over all columns and slices, that some reference's error exceeds what is allowed for. */
    public static final double ALL_REFERENCES = 0.05;

    public Levels {
        if (!(alpha > 0 && alpha < 0.5) || !(alphaReference > 0 && alphaReference < 0.5)) {
            throw new IllegalArgumentException(
                    "levels must be in (0, 0.5): alpha=" + alpha + ", alphaReference=" + alphaReference);
        }
    }

    /** α for the window and 5 %/(columns × slices) for each reference. */
    public static Levels of(double alpha, long columns, long slices) {
        return new Levels(alpha, ALL_REFERENCES / Math.max(1, columns * slices));
    }

    /** Half of α for the window and half for a reference that is drawn anew with it: its error cannot be paid for once. */
    public static Levels drawnAnew(double alpha) {
        return new Levels(alpha / 2, alpha / 2);
    }

    /** The same with the reference's level divided among a column's deciding measures. */
    Levels sharedBy(int decidingMeasures) {
        return new Levels(alpha, alphaReference / decidingMeasures);
    }

    /** Both levels divided by a number of values that are tested together. */
    Levels dividedBy(int values) {
        return new Levels(alpha / values, alphaReference / values);
    }
}
