package io.tidemark.stats.detector;

import java.util.Arrays;

/**
 * Two detectors that see rises only, one of the values and one of their negatives: sees both. After a change both begin anew.
 */
public final class TwoSided implements MeanDetector {
    private final MeanDetector rises;
    private final MeanDetector falls;
    private boolean isFall;
    private boolean isOver;

    /** Takes over two newly made detectors of the same parameters. */
    public TwoSided(MeanDetector rises, MeanDetector falls) {
        this.rises = rises;
        this.falls = falls;
    }

    @Override
    public Signal update(double value) {
        if (isOver) {
            reset();
        }
        Signal rise = rises.update(value);
        Signal fall = falls.update(-value);
        isFall = fall.isChange() && !rise.isChange();
        isOver = rise.isChange() || fall.isChange();
        return isFall ? Signal.DECREASE : rise;
    }

    @Override
    public double estimate() {
        return rises.estimate();
    }

    @Override
    public long width() {
        return rises.width();
    }

    /** Of the side that told a change; else of the one whose later part differs more. */
    @Override
    public Split split() {
        Split rise = rises.split();
        Split fall = falls.split().negated();
        if (isOver) {
            return isFall ? fall : rise;
        }
        return Math.abs(fall.after() - fall.before()) * fall.afterCount()
                        > Math.abs(rise.after() - rise.before()) * rise.afterCount()
                ? fall
                : rise;
    }

    @Override
    public void reset() {
        rises.reset();
        falls.reset();
        isFall = false;
        isOver = false;
    }

    @Override
    public double[] state() {
        double[] up = rises.state();
        double[] down = falls.state();
        double[] state =
                Arrays.copyOf(new double[] {isFall ? 1 : 0, isOver ? 1 : 0, up.length}, 3 + up.length + down.length);
        System.arraycopy(up, 0, state, 3, up.length);
        System.arraycopy(down, 0, state, 3 + up.length, down.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        if (state.length < 3 || state[2] > state.length - 3) {
            throw State.broken("a two-sided detector", state, "3 numbers and two states");
        }
        int middle = 3 + (int) state[2];
        rises.restore(Arrays.copyOfRange(state, 3, middle));
        falls.restore(Arrays.copyOfRange(state, middle, state.length));
        isFall = state[0] != 0;
        isOver = state[1] != 0;
    }
}
