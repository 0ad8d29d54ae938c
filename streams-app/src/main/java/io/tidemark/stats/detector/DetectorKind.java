package io.tidemark.stats.detector;

/**
 * The detectors that may stand beside windows, with parameters that follow from a level and a tolerance instead of taste.
 *
 * <p>They take standardised values: mean anything, variance of a sum of k values at most k, skewness of a single one at most the stated. All
 * of them compare the values with their own past, not with a reference, see rises and falls, and take a change of at most the tolerance
 * for none. How their parameters follow from α, the probability that one value of a sequence in order tells a change, stands at each
 * kind; that they hold is shown by simulation ({@code docs/detectors.md}).
 */
public enum DetectorKind {
    /** δ = α, checked at every value, variance at least 1, no more than the widest window. */
    ADWIN("adwin") {
        @Override
        public MeanDetector detector(double alpha, double tolerance, double skewness, long widest) {
            return new Adwin(new Adwin.Settings(alpha, 1, 1, tolerance, widest));
        }
    },
    /** Slack = tolerance + ¼, for small changes that last; the threshold by {@link #threshold}; the sum over its minimum. */
    PAGE_HINKLEY("page-hinkley") {
        @Override
        public MeanDetector detector(double alpha, double tolerance, double skewness, long widest) {
            double threshold = threshold(alpha / 2, SMALL_SLACK, skewness);
            PageHinkley.Settings settings =
                    new PageHinkley.Settings(RUN_IN, tolerance + SMALL_SLACK, threshold, 1, PageHinkley.Floor.MINIMUM);
            return new TwoSided(new PageHinkley(settings), new PageHinkley(settings));
        }
    },
    /** Slack = tolerance + ½, for changes of about the size of the values' spread; the threshold by {@link #threshold}. */
    CUSUM("cusum") {
        @Override
        public MeanDetector detector(double alpha, double tolerance, double skewness, long widest) {
            Cusum.Settings settings =
                    new Cusum.Settings(RUN_IN, tolerance + SLACK, threshold(alpha / 2, SLACK, skewness));
            return new TwoSided(new Cusum(settings), new Cusum(settings));
        }
    },
    /** Both confidences = α, on values divided by 2, so that Hoeffding's bound is the one of their variance. */
    HDDM_A("hddm-a") {
        @Override
        public MeanDetector detector(double alpha, double tolerance, double skewness, long widest) {
            double heavier = 1 + skewness / 3 * Math.sqrt(Math.log(2 / alpha) / 2);
            double factor = 1 / (2 * heavier);
            return new Scaled(new HddmA(new HddmA.Settings(alpha, alpha, tolerance * factor)), factor);
        }
    };

    /** No change is told before that many values, for a detector has to know what is usual. */
    public static final int RUN_IN = 30;

    private static final double SLACK = 0.5;
    private static final double SMALL_SLACK = 0.25;
    private static final double OVERSHOOT = 1.166;
    private static final int STEPS = 80;

    private final String word;

    DetectorKind(String word) {
        this.word = word;
    }

    /** The name in files and readings. */
    public String word() {
        return word;
    }

    /**
     * A new detector of standardised values.
     *
     * @param alpha probability that one value tells a change where there is none, in (0, 1)
     * @param tolerance the largest change that is in order, in standard deviations, ≥ 0
     * @param skewness of one value, ≥ 0
     * @param widest values beyond which the past says nothing, ≥ 1; for {@link #ADWIN}
     */
    public abstract MeanDetector detector(double alpha, double tolerance, double skewness, long widest);

    /**
     * The smallest change beyond the tolerance that is seen sooner or later, in standard deviations: the slack, or the bound with half of the widest
     * window on each side.
     */
    double smallestVisible(double alpha, long widest) {
        return switch (this) {
            case CUSUM -> SLACK;
            case PAGE_HINKLEY -> SMALL_SLACK;
            case ADWIN, HDDM_A -> Math.sqrt(8 * Math.log(2 * Math.log(Math.max(3, widest)) / alpha) / widest);
        };
    }

    /**
     * Threshold of a one-sided CUSUM of values with drift −κ, variance 1 and that skewness, so that it is passed with probability α a value:
     *
     * <pre>  (exp(θ·b) − 1 − θ·b)/(θ·κ) = 1/α,   b = h + 1.166,   (e^(s·θ) − 1 − s·θ)/s² = κ·θ </pre>
     *
     * <p>For s = 0, where θ = 2κ, this is Siegmund, Sequential Analysis, 1985, eq. 2.56; for s &gt; 0 θ is the adjustment coefficient of a
     * centred Poisson count of that skewness.
     *
     * @param alpha in (0, 1)
     * @param kappa κ &gt; 0
     * @param skewness s ≥ 0
     * @return h &gt; 0
     */
    static double threshold(double alpha, double kappa, double skewness) {
        double theta = coefficient(kappa, skewness);
        double low = 0;
        double high = 1e6;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            double x = theta * (middle + OVERSHOOT);
            boolean isTooLow = x < 500 && (Math.expm1(x) - x) / (theta * kappa) < 1 / alpha;
            low = isTooLow ? middle : low;
            high = isTooLow ? high : middle;
        }
        return high;
    }

    private static double coefficient(double kappa, double skewness) {
        if (skewness < 1e-3) {
            return 2 * kappa;
        }
        double low = 0;
        double high = 2 * kappa;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            double x = skewness * middle;
            boolean isTooLow = (Math.expm1(x) - x) / (skewness * skewness) < kappa * middle;
            low = isTooLow ? middle : low;
            high = isTooLow ? high : middle;
        }
        return low;
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DetectorKind of(String word) {
        for (DetectorKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown detector: word=" + word);
    }
}
