package io.tidemark.stats.detector;

/**
 * CUSUM of the values around their own mean, upwards: sees a rise of the mean that lasts.
 *
 * <p>meanₙ = meanₙ₋₁ + (xₙ − meanₙ₋₁)/n; Sₙ = max(0, Sₙ₋₁ + xₙ − meanₙ − slack); a change where Sₙ &gt; threshold, from the n-th value on
 * where n is the shortest run. The next value begins anew. For independent normal values the steps xₙ − meanₙ are independent too, with
 * variance (1 − 1/n)·σ², so that the unknown mean costs nothing. Cost and memory O(1).
 *
 * <p>Source: Page, Continuous inspection schemes, Biometrika 41, 1954; this form is MOA's CusumDM.
 */
public final class Cusum implements MeanDetector {
    private static final int NUMBERS = 7;

    private final Settings settings;
    private long count;
    private double mean;
    private double sum;
    private double total;
    private double laterTotal;
    private long laterCount;
    private boolean isOver;

    public Cusum(Settings settings) {
        this.settings = settings;
    }

    /**
     * The parameters.
     *
     * @param shortest no change is told before that many values, ≥ 0
     * @param slack how far above the mean a value may lie and not count, in the unit of the values
     * @param threshold of the sum, &gt; 0
     */
    public record Settings(int shortest, double slack, double threshold) {
        /** @throws IllegalArgumentException if a parameter is out of its range */
        public Settings {
            if (shortest < 0 || !Double.isFinite(slack) || !(threshold > 0)) {
                throw new IllegalArgumentException(
                        "CUSUM needs shortest ≥ 0, a finite slack and threshold > 0: shortest=" + shortest + ", slack="
                                + slack + ", threshold=" + threshold);
            }
        }
    }

    @Override
    public Signal update(double value) {
        if (isOver) {
            reset();
        }
        count++;
        total += value;
        mean += (value - mean) / count;
        sum = Math.max(0, sum + value - mean - settings.slack());
        laterTotal = sum > 0 ? laterTotal + value : 0;
        laterCount = sum > 0 ? laterCount + 1 : 0;
        isOver = count >= settings.shortest() && sum > settings.threshold();
        return isOver ? Signal.INCREASE : Signal.NONE;
    }

    @Override
    public double estimate() {
        return mean;
    }

    @Override
    public long width() {
        return count;
    }

    /** The later part begins where the sum last left 0. */
    @Override
    public Split split() {
        return Split.of(total, count, laterTotal, laterCount);
    }

    @Override
    public void reset() {
        restore(new double[NUMBERS]);
    }

    @Override
    public double[] state() {
        return new double[] {count, mean, sum, total, laterTotal, laterCount, isOver ? 1 : 0};
    }

    @Override
    public void restore(double[] state) {
        State.requireLength("CUSUM", state, NUMBERS);
        count = (long) state[0];
        mean = state[1];
        sum = state[2];
        total = state[3];
        laterTotal = state[4];
        laterCount = (long) state[5];
        isOver = state[6] != 0;
    }
}
