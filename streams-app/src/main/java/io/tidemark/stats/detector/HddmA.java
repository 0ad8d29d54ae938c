package io.tidemark.stats.detector;

/**
 * HDDM-A: compares the mean since the start with that up to the best cut, by Hoeffding's inequality.
 *
 * <p>With ε(n) = √(ln(1/δ)/(2n)): the cut for a rise is the n at which meanₙ + ε(n) was lowest, for a fall that at which meanₙ − ε(n) was
 * highest. A rise where mean_N − mean_cut − slack·(N − cut)/N ≥ √((N − cut)/(2·cut·N)·ln(2/δ)), a fall likewise. After either the
 * statistics begin anew. Without slack this is MOA's HDDM_A_Test with the two-sided test, whose falls are silent; here they are told
 * as {@link Signal#DECREASE}. Cost and memory O(1).
 *
 * <p>Source: Frías-Blanco et al., Online and non-parametric drift detection methods based on Hoeffding's bounds, IEEE TKDE 27 (2015). The
 * bound is for independent values in [0, 1], or any with sub-Gaussian variance ¼.
 */
public final class HddmA implements MeanDetector {
    private static final int NUMBERS = 12;

    private final Settings settings;
    private long count;
    private double total;
    private long riseCount;
    private double riseTotal;
    private long fallCount;
    private double fallTotal;
    private long estimateCount;
    private double estimateTotal;
    private Split split = new Split(0, 0, 0, 0);

    public HddmA(Settings settings) {
        this.settings = settings;
    }

    /**
     * The parameters.
     *
     * @param change δ of a change, in (0, 1)
     * @param warning δ of a warning of a rise, in (0, 1)
     * @param slack differences of the means up to this are no change, ≥ 0
     */
    public record Settings(double change, double warning, double slack) {
        /** @throws IllegalArgumentException if a parameter is out of its range */
        public Settings {
            if (!(change > 0 && change < 1) || !(warning > 0 && warning < 1) || !(slack >= 0)) {
                throw new IllegalArgumentException("HDDM-A needs change and warning in (0, 1) and slack ≥ 0: change="
                        + change + ", warning=" + warning + ", slack=" + slack);
            }
        }
    }

    @Override
    public Signal update(double value) {
        count++;
        total += value;
        keepCuts();
        Signal signal = test();
        if (signal.isChange()) {
            beginAnew(signal);
        }
        if (count >= estimateCount) {
            estimateCount = count;
            estimateTotal = total;
        }
        return signal;
    }

    private void keepCuts() {
        double now = total / count;
        if (riseCount == 0 || riseTotal / riseCount + margin(riseCount) >= now + margin(count)) {
            riseCount = count;
            riseTotal = total;
        }
        if (fallCount == 0 || fallTotal / fallCount - margin(fallCount) <= now - margin(count)) {
            fallCount = count;
            fallTotal = total;
        }
    }

    private double margin(long values) {
        return Math.sqrt(Math.log(1 / settings.change()) / (2.0 * values));
    }

    private Signal test() {
        double now = total / count;
        double rise = now - riseTotal / riseCount;
        if (exceeds(rise, riseCount, settings.change())) {
            return Signal.INCREASE;
        }
        if (exceeds(fallTotal / fallCount - now, fallCount, settings.change())) {
            return Signal.DECREASE;
        }
        return exceeds(rise, riseCount, settings.warning()) ? Signal.WARNING : Signal.NONE;
    }

    private boolean exceeds(double difference, long cut, double level) {
        if (cut == count) {
            return false;
        }
        double later = (double) (count - cut) / count;
        return difference - settings.slack() * later >= Math.sqrt(later / cut / 2 * Math.log(2 / level));
    }

    private void beginAnew(Signal signal) {
        split = candidate(signal == Signal.INCREASE);
        estimateCount = split.afterCount();
        estimateTotal = split.after() * estimateCount;
        count = 0;
        total = 0;
        riseCount = 0;
        riseTotal = 0;
        fallCount = 0;
        fallTotal = 0;
    }

    /** The mean after the last change's cut, until as many values have come since the change; then theirs. */
    @Override
    public double estimate() {
        return estimateCount == 0 ? 0 : estimateTotal / estimateCount;
    }

    @Override
    public long width() {
        return estimateCount;
    }

    /** The cut is often earlier than the change, so that the difference of the means is too small. */
    @Override
    public Split split() {
        if (count == 0) {
            return split;
        }
        boolean isRise = total / count - riseTotal / riseCount >= fallTotal / fallCount - total / count;
        return candidate(isRise);
    }

    private Split candidate(boolean isRise) {
        return Split.of(
                total, count, total - (isRise ? riseTotal : fallTotal), count - (isRise ? riseCount : fallCount));
    }

    @Override
    public void reset() {
        restore(new double[NUMBERS]);
    }

    @Override
    public double[] state() {
        return new double[] {
            count,
            total,
            riseCount,
            riseTotal,
            fallCount,
            fallTotal,
            estimateCount,
            estimateTotal,
            split.before(),
            split.beforeCount(),
            split.after(),
            split.afterCount()
        };
    }

    @Override
    public void restore(double[] state) {
        State.requireLength("HDDM-A", state, NUMBERS);
        count = (long) state[0];
        total = state[1];
        riseCount = (long) state[2];
        riseTotal = state[3];
        fallCount = (long) state[4];
        fallTotal = state[5];
        estimateCount = (long) state[6];
        estimateTotal = state[7];
        split = new Split(state[8], (long) state[9], state[10], (long) state[11]);
    }
}
