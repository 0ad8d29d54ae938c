package io.tidemark.stats.detector;

/**
 * DDM: the error rate of a learner, against the lowest it ever had.
 *
 * <p>pₙ = pₙ₋₁ + (xₙ − pₙ₋₁)/n from p₀ = 1, sₙ = √(pₙ·(1 − pₙ)/n). Where p + s is lowest, p_min and s_min are kept. From the shortest run on: a
 * change where p + s &gt; p_min + 3·s_min, a warning where it is above p_min + 2·s_min. The next value begins anew. Cost and memory O(1).
 *
 * <p>Source: Gama et al., Learning with drift detection, SBIA 2004; as in MOA, which counts one value more (n begins at 1 and is raised before
 * the tests).
 */
public final class Ddm implements Detector {
    private static final int NUMBERS = 5;

    private final int shortest;
    private long count;
    private double rate;
    private double lowestRate;
    private double lowestSpread;
    private boolean isOver;

    /**
     * A detector.
     *
     * @param shortest values before the first test, ≥ 0
     */
    public Ddm(int shortest) {
        if (shortest < 0) {
            throw new IllegalArgumentException("DDM needs shortest ≥ 0: shortest=" + shortest);
        }
        this.shortest = shortest;
        reset();
    }

    /** @param value 1 for an error, 0 for none; in [0, 1] (unchecked) */
    @Override
    public Signal update(double value) {
        if (isOver) {
            reset();
        }
        count++;
        rate += (value - rate) / count;
        double spread = Math.sqrt(rate * (1 - rate) / count);
        long counted = count + 1;
        if (counted < shortest) {
            return Signal.NONE;
        }
        double level = rate + spread;
        if (level <= lowestRate + lowestSpread) {
            lowestRate = rate;
            lowestSpread = spread;
        }
        isOver = counted > shortest && level > lowestRate + 3 * lowestSpread;
        if (isOver) {
            return Signal.INCREASE;
        }
        return level > lowestRate + 2 * lowestSpread ? Signal.WARNING : Signal.NONE;
    }

    @Override
    public double estimate() {
        return rate;
    }

    @Override
    public long width() {
        return count;
    }

    @Override
    public void reset() {
        restore(new double[] {0, 1, Double.MAX_VALUE, 0, 0});
    }

    @Override
    public double[] state() {
        return new double[] {count, rate, lowestRate, lowestSpread, isOver ? 1 : 0};
    }

    @Override
    public void restore(double[] state) {
        State.requireLength("DDM", state, NUMBERS);
        count = (long) state[0];
        rate = state[1];
        lowestRate = state[2];
        lowestSpread = state[3];
        isOver = state[4] != 0;
    }
}
