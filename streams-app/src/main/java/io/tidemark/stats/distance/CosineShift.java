package io.tidemark.stats.distance;

/**
 * How far the mean vector of an embedding turned: 1 − cos of the angle between the two sides' means.
 *
 * <p>It looks at the direction of the mean alone: a wider cloud, or a longer mean, has none. The noise of sampling makes it positive where
 * nothing changed, the more so the nearer the mean is to 0; no bound is known, so it shows and does not decide.
 */
public final class CosineShift {
    private CosineShift() {}

    /**
     * The measure {@code cosine_shift}. O(d).
     *
     * @param window sums or means of each number of the vectors, on any scale
     * @param reference the same numbers
     * @return in [0, 2]; 0 where a side is empty or has a mean of 0, which has no direction
     * @throws IllegalArgumentException if both are there and their lengths differ
     */
    public static double of(long[] window, long[] reference) {
        if (window.length == 0 || reference.length == 0) {
            return 0;
        }
        if (window.length != reference.length) {
            throw new IllegalArgumentException("cannot compare vectors of different dimensions: window=" + window.length
                    + ", reference=" + reference.length);
        }
        double product = 0;
        double squares = 0;
        double squaresBefore = 0;
        for (int j = 0; j < window.length; j++) {
            product += (double) window[j] * reference[j];
            squares += (double) window[j] * window[j];
            squaresBefore += (double) reference[j] * reference[j];
        }
        double length = Math.sqrt(squares) * Math.sqrt(squaresBefore);
        return length == 0 ? 0 : Math.max(0, Math.min(2, 1 - product / length));
    }
}
