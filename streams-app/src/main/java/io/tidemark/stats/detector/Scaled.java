package io.tidemark.stats.detector;

/** A detector that is fed the values times a factor, and speaks in the unit of the values. */
final class Scaled implements MeanDetector {
    private final MeanDetector detector;
    private final double factor;

    /** @param factor &gt; 0 (unchecked) */
    Scaled(MeanDetector detector, double factor) {
        this.detector = detector;
        this.factor = factor;
    }

    @Override
    public Signal update(double value) {
        return detector.update(value * factor);
    }

    @Override
    public double estimate() {
        return detector.estimate() / factor;
    }

    @Override
    public long width() {
        return detector.width();
    }

    @Override
    public Split split() {
        Split split = detector.split();
        return new Split(split.before() / factor, split.beforeCount(), split.after() / factor, split.afterCount());
    }

    @Override
    public void reset() {
        detector.reset();
    }

    @Override
    public double[] state() {
        return detector.state();
    }

    @Override
    public void restore(double[] state) {
        detector.restore(state);
    }
}
