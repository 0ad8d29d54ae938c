package io.tidemark.stats.detector;

/** A detector of changes of the mean that knows where the change was. */
public interface MeanDetector extends Detector {
    /**
     * The means before and after: of the change, where the last update showed one, else of the place where one is most likely.
     */
    Split split();

    /**
     * A sequence in two parts.
     *
     * @param before mean of the earlier part; 0 where it is empty
     * @param beforeCount its values, ≥ 0
     * @param after mean of the later part; 0 where it is empty
     * @param afterCount its values, ≥ 0
     */
    record Split(double before, long beforeCount, double after, long afterCount) {
        /** The whole and its later part, as sums. */
        static Split of(double sum, long count, double laterSum, long laterCount) {
            long earlier = count - laterCount;
            return new Split(
                    earlier == 0 ? 0 : (sum - laterSum) / earlier,
                    earlier,
                    laterCount == 0 ? 0 : laterSum / laterCount,
                    laterCount);
        }

        /** The same of the negated sequence. */
        Split negated() {
            return new Split(-before, beforeCount, -after, afterCount);
        }
    }
}
