package io.tidemark.stats.quality;

import io.tidemark.stats.HotPath;

/**
 * Cells for scores that need no reference: the same for every model, so that counts on them always add. They rise with the score over all finite numbers.
 *
 * <p>Probabilities lie in steps of 0.1 of their log-odds, fine towards both ends where classifiers crowd: 0.025 wide in the middle, 0.0009 at 0.01. Below 0 and
 * above 1 a cell is an eighth of a power of two.
 */
public final class ScoreCells {
    /** The cell of no score. */
    public static final int NONE = Integer.MIN_VALUE;

    private static final int OF_ONE = 241;
    private static final int STEPS = 10;
    private static final double FARTHEST = 12;
    private static final int DROPPED_BITS = 49;
    private static final long ONE = Double.doubleToRawLongBits(1) >>> DROPPED_BITS;

    private ScoreCells() {}

    /** The cell of a score; {@link #NONE} of one that is not finite. */
    @HotPath
    public static int of(double score) {
        if (!Double.isFinite(score)) {
            return NONE;
        }
        if (score < 0) {
            return -1 - (int) (Double.doubleToRawLongBits(-score) >>> DROPPED_BITS);
        }
        if (score > 1) {
            return OF_ONE + 1 + (int) ((Double.doubleToRawLongBits(score) >>> DROPPED_BITS) - ONE);
        }
        return score == 0 ? 0 : score == 1 ? OF_ONE : ofProbability(score);
    }

    private static int ofProbability(double probability) {
        double odds = Math.log(probability / (1 - probability));
        double within = Math.max(-FARTHEST, Math.min(FARTHEST, odds));
        return 1 + Math.min(OF_ONE - 2, (int) ((within + FARTHEST) * STEPS));
    }
}
