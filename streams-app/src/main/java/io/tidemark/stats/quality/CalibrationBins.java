package io.tidemark.stats.quality;

/** Probabilities and outcomes in bins of equal width over [0, 1], each with its lower edge. Not thread-safe. */
public final class CalibrationBins {
    private final long[] rows;
    private final long[] came;
    private final double[] probabilities;

    /**
     * Empty bins.
     *
     * @param bins ≥ 1
     */
    public CalibrationBins(int bins) {
        this.rows = new long[bins];
        this.came = new long[bins];
        this.probabilities = new double[bins];
    }

    /** Counts a row with that probability, in [0, 1]. */
    public void add(double probability, boolean hasCome) {
        int bin = Math.min((int) (probability * rows.length), rows.length - 1);
        rows[bin]++;
        came[bin] += hasCome ? 1 : 0;
        probabilities[bin] += probability;
    }

    /**
     * Expected calibration error: the mean over rows of how far a bin's share of outcomes is from its mean probability, in [0, 1]; NaN without rows (Naeini et
     * al., AAAI 2015).
     */
    public double expectedError() {
        long all = 0;
        double sum = 0;
        for (int bin = 0; bin < rows.length; bin++) {
            all += rows[bin];
            sum += Math.abs(came[bin] - probabilities[bin]);
        }
        return sum / all;
    }

    /** The largest such gap of a bin, in [0, 1]; 0 without rows. */
    public double largestError() {
        double largest = 0;
        for (int bin = 0; bin < rows.length; bin++) {
            if (rows[bin] > 0) {
                largest = Math.max(largest, Math.abs(came[bin] - probabilities[bin]) / rows[bin]);
            }
        }
        return largest;
    }
}
