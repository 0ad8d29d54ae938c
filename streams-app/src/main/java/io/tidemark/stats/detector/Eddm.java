package io.tidemark.stats.detector;

/**
 * EDDM: the distance between errors of a learner, against the largest it ever had.
 *
 * <p>Of the distances between successive errors the mean d and the standard deviation s are kept, and the largest value of d + 2s. After
 * {@value #SHORTEST} values and as many errors: a change where (d + 2s)/largest &lt; 0.9, a warning where it is below 0.95. The next value
 * begins anew. Cost and memory O(1).
 *
 * <p>Source: Baena-García et al., Early drift detection method, 2006; as in MOA.
 */
public final class Eddm implements Detector {
    private static final int SHORTEST = 30;
    private static final double WARNING = 0.95;
    private static final double CHANGE = 0.9;
    private static final int NUMBERS = 8;

    private long count;
    private long errors;
    private long lastError;
    private double mean;
    private double squares;
    private double largest;
    private boolean isWarned;
    private boolean isOver;

    /** @param value 1 for an error; anything else is none */
    @Override
    public Signal update(double value) {
        if (isOver) {
            reset();
        }
        count++;
        if (value == 1) {
            Signal signal = error();
            isWarned = signal == Signal.WARNING;
            isOver = signal.isChange();
            return signal;
        }
        return isWarned ? Signal.WARNING : Signal.NONE;
    }

    private Signal error() {
        errors++;
        long distance = count - lastError;
        lastError = count;
        double before = mean;
        mean += (distance - mean) / errors;
        squares += (distance - mean) * (distance - before);
        double level = mean + 2 * Math.sqrt(squares / errors);
        if (count < SHORTEST) {
            return Signal.NONE;
        }
        if (level > largest) {
            largest = level;
            return Signal.NONE;
        }
        double ratio = level / largest;
        if (errors <= SHORTEST || ratio >= WARNING) {
            return Signal.NONE;
        }
        return ratio < CHANGE ? Signal.INCREASE : Signal.WARNING;
    }

    /** The mean distance between errors. */
    @Override
    public double estimate() {
        return mean;
    }

    @Override
    public long width() {
        return errors;
    }

    @Override
    public void reset() {
        restore(new double[NUMBERS]);
    }

    @Override
    public double[] state() {
        return new double[] {count, errors, lastError, mean, squares, largest, isWarned ? 1 : 0, isOver ? 1 : 0};
    }

    @Override
    public void restore(double[] state) {
        State.requireLength("EDDM", state, NUMBERS);
        count = (long) state[0];
        errors = (long) state[1];
        lastError = (long) state[2];
        mean = state[3];
        squares = state[4];
        largest = state[5];
        isWarned = state[6] != 0;
        isOver = state[7] != 0;
    }
}
