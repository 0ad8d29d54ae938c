package io.tidemark.stats.detector;

import io.tidemark.stats.sample.KolmogorovSmirnovTest;
import io.tidemark.stats.sample.Sample;
import java.util.Arrays;

/**
 * Sliding Kolmogorov–Smirnov: the newest values against those before them, in a window of fixed length. KSWIN without its random subsample, so
 * that two runs are the same.
 *
 * <p>Once the window is full, at every value: a change where P(D_n ≥ D) ≤ α, D the exact two-sample distance, n the rounded w·r/(w + r), D_n
 * Kolmogorov's statistic of n values ({@link KolmogorovSmirnovTest#finite}); then only the recent values are kept. α is that of a single step: neighbouring
 * steps hang together, and there is no α for "ever". Cost O(window) a value, memory one window.
 *
 * <p>Source: Raab, Heusinger and Schleif, Reactive soft prototype computing for concept drift streams, Neurocomputing 416 (2020).
 */
public final class SlidingKs implements Detector {
    private static final int LONGEST = 10_000;

    private final Settings settings;
    private final double[] window;
    private int size;

    public SlidingKs(Settings settings) {
        this.settings = settings;
        this.window = new double[settings.window()];
    }

    /**
     * The parameters.
     *
     * @param window values that are kept, in [2, 10000]
     * @param recent how many of them are compared with the others, in [1, window)
     * @param alpha α of one step, in (0, 1)
     */
    public record Settings(int window, int recent, double alpha) {
        /** @throws IllegalArgumentException if a parameter is out of its range */
        public Settings {
            if (window < 2 || window > LONGEST || recent < 1 || recent >= window || !(alpha > 0 && alpha < 1)) {
                throw new IllegalArgumentException(
                        "the sliding KS needs window in [2, 10000], recent in [1, window) and alpha in (0, 1): window="
                                + window + ", recent=" + recent + ", alpha=" + alpha);
            }
        }
    }

    /** A change of whatever kind is an INCREASE or DECREASE of the mean. */
    @Override
    public Signal update(double value) {
        if (size == window.length) {
            keepLast(size - 1);
        }
        window[size++] = value;
        if (size < window.length) {
            return Signal.NONE;
        }
        double[] older = Arrays.copyOf(window, size - settings.recent());
        double[] newer = Arrays.copyOfRange(window, size - settings.recent(), size);
        if (!(KolmogorovSmirnovTest.of(Sample.of(older), Sample.of(newer)).finite() <= settings.alpha())) {
            return Signal.NONE;
        }
        keepLast(settings.recent());
        return mean(newer) >= mean(older) ? Signal.INCREASE : Signal.DECREASE;
    }

    private void keepLast(int values) {
        System.arraycopy(window, size - values, window, 0, values);
        size = values;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** The mean of the newest values, as many as are compared. */
    @Override
    public double estimate() {
        return mean(Arrays.copyOfRange(window, Math.max(0, size - settings.recent()), size));
    }

    @Override
    public long width() {
        return Math.min(size, settings.recent());
    }

    @Override
    public void reset() {
        size = 0;
    }

    @Override
    public double[] state() {
        return Arrays.copyOf(window, size);
    }

    @Override
    public void restore(double[] state) {
        if (state.length > window.length) {
            throw State.broken("the sliding KS", state, "at most " + window.length + " numbers");
        }
        size = state.length;
        System.arraycopy(state, 0, window, 0, size);
    }
}
