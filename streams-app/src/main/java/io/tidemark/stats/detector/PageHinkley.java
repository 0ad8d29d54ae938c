package io.tidemark.stats.detector;

/**
 * Page–Hinkley, upwards: the sum of the values' excess over their own mean, compared with its minimum or with 0.
 *
 * <p>meanₙ = meanₙ₋₁ + (xₙ − meanₙ₋₁)/n; Sₙ = α·Sₙ₋₁ + xₙ − meanₙ − slack; a change where Sₙ − min S &gt; threshold. With
 * {@link Floor#ZERO} nothing is subtracted, as in MOA's PageHinkleyDM: then the sum sinks by the slack with each value, and the longer a
 * stream was in order the later a change is seen. The next value begins anew. Cost and memory O(1).
 *
 * <p>Source: Page, Continuous inspection schemes, Biometrika 41, 1954; Hinkley, Inference about the change-point from cumulative sum tests,
 * Biometrika 58, 1971.
 */
public final class PageHinkley implements MeanDetector {
    private static final int NUMBERS = 8;

    private final Settings settings;
    private long count;
    private double mean;
    private double sum;
    private double lowest;
    private double total;
    private double laterTotal;
    private long laterCount;
    private boolean isOver;

    public PageHinkley(Settings settings) {
        this.settings = settings;
    }

    /** What the sum is compared with. */
    public enum Floor {
        ZERO,
        MINIMUM
    }

    /**
     * The parameters.
     *
     * @param shortest no change is told before that many values, ≥ 0
     * @param slack how far above the mean a value may lie and not count, in the unit of the values
     * @param threshold of the sum, &gt; 0
     * @param memory α in (0, 1]: share of the sum that is kept with each value
     * @param floor what the sum is compared with
     */
    public record Settings(int shortest, double slack, double threshold, double memory, Floor floor) {
        /** @throws IllegalArgumentException if a parameter is out of its range */
        public Settings {
            if (shortest < 0 || !Double.isFinite(slack) || !(threshold > 0) || !(memory > 0 && memory <= 1)) {
                throw new IllegalArgumentException(
                        "Page–Hinkley needs shortest ≥ 0, a finite slack, threshold > 0 and memory in (0, 1]: shortest="
                                + shortest + ", slack=" + slack + ", threshold=" + threshold + ", memory=" + memory);
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
        sum = settings.memory() * sum + (value - mean - settings.slack());
        boolean isLowest = sum <= lowest;
        lowest = isLowest ? sum : lowest;
        laterTotal = isLowest ? 0 : laterTotal + value;
        laterCount = isLowest ? 0 : laterCount + 1;
        double floor = settings.floor() == Floor.MINIMUM ? lowest : 0;
        isOver = count >= settings.shortest() && sum - floor > settings.threshold();
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

    /** The later part begins after the sum's minimum. */
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
        return new double[] {count, mean, sum, lowest, total, laterTotal, laterCount, isOver ? 1 : 0};
    }

    @Override
    public void restore(double[] state) {
        State.requireLength("Page–Hinkley", state, NUMBERS);
        count = (long) state[0];
        mean = state[1];
        sum = state[2];
        lowest = state[3];
        total = state[4];
        laterTotal = state[5];
        laterCount = (long) state[6];
        isOver = state[7] != 0;
    }
}
