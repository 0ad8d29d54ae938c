package io.tidemark.stats.detector;

import io.tidemark.stats.Measure;
import io.tidemark.stats.detector.MeanDetector.Split;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * One sequence of panes under a detector, judged window by window.
 *
 * <p>BAD: the detector told a change while the window's panes were fed. GOOD: it did not, and has seen {@value DetectorKind#RUN_IN} values since
 * it began or since the last change; else INSUFFICIENT. Changes in that run-in are not told. A detector
 * begins anew after each change, so that one change is told once. Owned by one thread; not thread-safe.
 */
public final class ChangeWatch {
    private static final int HEAD = 8;

    private final DetectorKind kind;
    private final ChangeScale scale;
    private final double alpha;
    private final MeanDetector detector;
    private long values;
    private double pendingSum;
    private double pending;
    private boolean isChanged;
    private Split change = new Split(0, 0, 0, 0);

    /**
     * A watch that has seen nothing.
     *
     * @param alpha probability that one value tells a change where there is none, in (0, 0.5)
     */
    public ChangeWatch(DetectorKind kind, ChangeScale scale, double alpha) {
        this.kind = kind;
        this.scale = scale;
        this.alpha = alpha;
        this.detector = kind.detector(alpha, scale.tolerance() / scale.sigma(), scale.skewness(), scale.widest());
    }

    /**
     * Takes the next pane.
     *
     * @param sum of its rows' values
     * @param rows that make it (for the volume: 1), ≥ 0; 0 changes nothing
     */
    public void add(double sum, double rows) {
        pendingSum += sum;
        pending += rows;
        if (pending >= scale.block()) {
            take((pendingSum / pending - scale.centre()) / scale.sigma());
            pendingSum = 0;
            pending = 0;
        }
    }

    private void take(double standardised) {
        Signal signal = detector.update(standardised);
        values++;
        if (signal.isChange()) {
            boolean isTold = values > DetectorKind.RUN_IN;
            isChanged |= isTold;
            change = isTold ? detector.split() : change;
            detector.reset();
            values = 0;
        }
    }

    /**
     * What the panes since the last call say.
     *
     * @param label what is watched, and by which detector
     * @param rows of the window
     */
    public Judged judge(String label, long rows) {
        Split split = isChanged ? change : detector.split();
        Verdict verdict = isChanged ? Verdict.BAD : values >= DetectorKind.RUN_IN ? Verdict.GOOD : Verdict.INSUFFICIENT;
        isChanged = false;
        return new Judged(
                Measure.CHANGE,
                label,
                estimate(split),
                scale.centre() + scale.sigma() * split.before(),
                scale.tolerance(),
                0,
                rows,
                (long) Math.ceil(DetectorKind.RUN_IN * scale.block()),
                scale.tolerance() + scale.sigma() * kind.smallestVisible(alpha, scale.widest()),
                verdict);
    }

    private Estimate estimate(Split split) {
        double perValue = scale.block() / scale.phi();
        if (split.beforeCount() == 0 || split.afterCount() == 0) {
            return new Estimate(0, -Double.MAX_VALUE, Double.MAX_VALUE, 0, split.beforeCount() * perValue);
        }
        double value = scale.sigma() * (split.after() - split.before());
        double z = -NormalDistribution.of(0, 1).inverseCumulativeProbability(alpha / 2);
        double margin = z * scale.sigma() * Math.sqrt(1.0 / split.beforeCount() + 1.0 / split.afterCount());
        return new Estimate(
                value, value - margin, value + margin, split.afterCount() * perValue, split.beforeCount() * perValue);
    }

    /** Everything that is remembered, as numbers. */
    public double[] state() {
        double[] inner = detector.state();
        double[] state = new double[HEAD + inner.length];
        double[] head = {
            values,
            pendingSum,
            pending,
            isChanged ? 1 : 0,
            change.before(),
            change.beforeCount(),
            change.after(),
            change.afterCount()
        };
        System.arraycopy(head, 0, state, 0, HEAD);
        System.arraycopy(inner, 0, state, HEAD, inner.length);
        return state;
    }

    /**
     * Becomes the watch whose {@link #state} this was, of the same kind and scale (unchecked).
     *
     * @throws IllegalArgumentException if the state is not one of such a watch
     */
    public void restore(double[] state) {
        if (state.length < HEAD) {
            throw State.broken("a watch", state, HEAD + " numbers and a detector's");
        }
        double[] inner = new double[state.length - HEAD];
        System.arraycopy(state, HEAD, inner, 0, inner.length);
        detector.restore(inner);
        values = (long) state[0];
        pendingSum = state[1];
        pending = state[2];
        isChanged = state[3] != 0;
        change = new Split(state[4], (long) state[5], state[6], (long) state[7]);
    }
}
