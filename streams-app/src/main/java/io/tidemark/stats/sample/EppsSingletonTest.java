package io.tidemark.stats.sample;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Epps and Singleton's test: the two empirical characteristic functions at 0.4 and 0.8 over the pooled semi-interquartile range (J. Stat.
 * Comput. Simul. 26, 1986, doi:10.1080/00949658608810963). W₂ = (n + m)·d′·S⁺·d, d the difference of the mean cosines and sines, S their
 * covariance (divisor n) weighted by (n + m)/n and (n + m)/m, S⁺ its pseudo-inverse; below 25 rows a side it is corrected.
 *
 * <p>W₂ is a smooth function of the values, but of nearly singular covariances it keeps few digits: they are cut at 1e-15 of the largest
 * eigenvalue.
 */
final class EppsSingletonTest {
    private static final double[] POINTS = {0.4, 0.8};
    private static final int SMALL = 25;

    /** Part of d that may lie outside the covariance's range by rounding. */
    private static final double ROUNDING = 1e-9;

    private final Sample reference;
    private final Sample current;
    private final double scale;

    /** The test of two samples, neither empty (unchecked). */
    EppsSingletonTest(Sample reference, Sample current) {
        this.reference = reference;
        this.current = current;
        double quarter = pooledQuantile(0.25);
        double threeQuarters = pooledQuantile(0.75);
        this.scale = threeQuarters / 2 - quarter / 2;
    }

    private double pooledQuantile(double rank) {
        return Order.quantile(reference, current, rank);
    }

    /** Group {@code epps_singleton}; absent with fewer than five rows a side, or where the middle half of the pooled rows is one value. */
    Statistics list() {
        Statistics list = new Statistics("epps_singleton");
        int n = reference.size();
        int m = current.size();
        if (n < 5 || m < 5 || !(scale > 0)) {
            return list;
        }
        Waves before = Waves.of(reference, scale);
        Waves after = Waves.of(current, scale);
        double rows = (double) n + m;
        double[][] covariance = new double[4][4];
        double[] apart = new double[4];
        for (int i = 0; i < 4; i++) {
            apart[i] = before.mean[i] - after.mean[i];
            for (int j = 0; j < 4; j++) {
                covariance[i][j] = rows / n * before.covariance[i][j] + rows / m * after.covariance[i][j];
            }
        }
        SymmetricMatrix matrix = SymmetricMatrix.of(covariance);
        double w = rows * matrix.inverseForm(apart, ROUNDING);
        if (Math.max(n, m) < SMALL) {
            w /= 1 + Math.pow(rows, -0.45) + 10.1 * (Math.pow(n, -1.7) + Math.pow(m, -1.7));
        }
        return list.add("statistic_W2", w, Statistic.NONE)
                .add("pvalue", probability(w, matrix.rank()), Statistic.PROBABILITY);
    }

    /** χ² with as many degrees of freedom as the covariance has dimensions; nothing apart is 1, apart without variance is 0. */
    private static double probability(double w, int rank) {
        if (w == 0 || Double.isInfinite(w)) {
            return w == 0 ? 1 : 0;
        }
        return ChiSquaredDistribution.of(rank).survivalProbability(w);
    }

    /** Means and covariance of cos and sin at both points. */
    private static final class Waves {
        private final double[] mean = new double[4];
        private final double[][] covariance = new double[4][4];

        private static Waves of(Sample sample, double scale) {
            Waves waves = new Waves();
            double[] wave = new double[4];
            int n = sample.size();
            for (int row = 0; row < n; row++) {
                read(sample.value(row), scale, wave);
                for (int i = 0; i < 4; i++) {
                    waves.mean[i] += wave[i] / n;
                }
            }
            for (int row = 0; row < n; row++) {
                read(sample.value(row), scale, wave);
                waves.addSquares(wave, n);
            }
            if (sample.isConstant()) {
                read(sample.min(), scale, waves.mean);
                return new Waves(waves.mean);
            }
            return waves;
        }

        private Waves() {}

        private Waves(double[] mean) {
            System.arraycopy(mean, 0, this.mean, 0, 4);
        }

        private static void read(double value, double scale, double[] wave) {
            for (int p = 0; p < POINTS.length; p++) {
                double angle = POINTS[p] / scale * value;
                wave[p] = Math.cos(angle);
                wave[p + 2] = Math.sin(angle);
            }
        }

        private void addSquares(double[] wave, int n) {
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    covariance[i][j] += (wave[i] - mean[i]) * (wave[j] - mean[j]) / n;
                }
            }
        }
    }
}
