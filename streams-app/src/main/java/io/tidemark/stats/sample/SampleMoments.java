package io.tidemark.stats.sample;

/**
 * Mean, variance, skewness and kurtosis of a sample, computed twice through: deviations from the mean, in units of a power of two near the
 * largest of them. So nothing overflows or vanishes on the way at 1e±300; only a result that no double can hold does: a variance beyond
 * 1.8e308 is +∞, one below 4.9e-324 is 0, while the standard deviation is still right. Sums are compensated. O(n).
 *
 * @param n rows, ≥ 1
 * @param mean in the column's unit
 * @param unit the power of two in which the deviations are counted; 0 for a constant sample
 * @param second mean of the squared deviations, in unit²
 * @param third mean of the cubed deviations, in unit³
 * @param fourth mean of the fourth powers, in unit⁴
 */
public record SampleMoments(int n, double mean, double unit, double second, double third, double fourth) {
    /** Values beyond this are summed in units of {@link #SMALLER}, so that 2^31 of them do not overflow. */
    private static final double HUGE = 0x1p900;

    private static final double SMALLER = 0x1p100;

    /**
     * The moments of a sample.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static SampleMoments of(Sample sample) {
        if (sample.isEmpty()) {
            throw new IllegalArgumentException("moments need at least one value: size=0");
        }
        int n = sample.size();
        if (sample.isConstant()) {
            return new SampleMoments(n, sample.min(), 0, 0, 0, 0);
        }
        double scale = sample.magnitude() > HUGE ? SMALLER : 1;
        double center = meanIn(sample, scale);
        double widest = Math.max(sample.max() / scale - center, center - sample.min() / scale);
        double unit = powerOfTwo(widest / 4);
        CompensatedSum second = new CompensatedSum();
        CompensatedSum third = new CompensatedSum();
        CompensatedSum fourth = new CompensatedSum();
        for (int i = 0; i < n; i++) {
            double deviation = (sample.value(i) / scale - center) / unit;
            double square = deviation * deviation;
            second.add(square);
            third.add(square * deviation);
            fourth.add(square * square);
        }
        return new SampleMoments(
                n, center * scale, unit * scale, second.value() / n, third.value() / n, fourth.value() / n);
    }

    private static double meanIn(Sample sample, double scale) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < sample.size(); i++) {
            sum.add(sample.value(i) / scale);
        }
        return sum.over(sample.size());
    }

    private static double powerOfTwo(double magnitude) {
        return Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(magnitude)));
    }

    /** Mean squared deviation, in the column's unit squared; 0 for a constant sample. */
    public double variancePopulation() {
        return second * unit * unit;
    }

    /** The same with divisor n − 1; NaN for one row. */
    public double varianceSample() {
        return n == 1 ? Double.NaN : second * n / (n - 1) * unit * unit;
    }

    /** Root of {@link #variancePopulation}, in the column's unit. */
    public double deviationPopulation() {
        return Math.sqrt(second) * unit;
    }

    /** Third moment over the second to the 3/2; NaN for a constant sample. */
    public double skewness() {
        return third / (second * Math.sqrt(second));
    }

    /** Fourth moment over the second squared, minus 3; ≥ −2; NaN for a constant sample. */
    public double kurtosisExcess() {
        return fourth / (second * second) - 3;
    }
}
