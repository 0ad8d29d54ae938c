package io.tidemark.stats.sample;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests of two means (Student, Biometrika 6, 1908; Welch, ibid. 34, 1947, doi:10.1093/biomet/34.1-2.28) and of two spreads (Brown and
 * Forsythe, JASA 69, 1974, doi:10.1080/01621459.1974.10482955). The sign of t is mean(reference) − mean(current).
 */
final class MeanTests {
    private final Sample reference;
    private final Sample current;
    private final SampleMoments left;
    private final SampleMoments right;

    /** The tests of two samples, neither empty (unchecked). */
    MeanTests(Sample reference, Sample current) {
        this.reference = reference;
        this.current = current;
        this.left = SampleMoments.of(reference);
        this.right = SampleMoments.of(current);
    }

    /** Group {@code ttest}; absent where a side has one row. Two constant sides: t is ±∞, or absent if they are equal. */
    Statistics list() {
        Statistics list = new Statistics("ttest");
        int n = reference.size();
        int m = current.size();
        if (n < 2 || m < 2) {
            return list;
        }
        double unit = Math.max(Math.max(left.unit(), right.unit()), Double.MIN_NORMAL);
        double apart = difference(left.mean(), right.mean(), unit);
        double a = left.second() * Math.pow(left.unit() / unit, 2) * n / (n - 1);
        double b = right.second() * Math.pow(right.unit() / unit, 2) * m / (m - 1);
        double df = n + m - 2.0;
        double pooled = ((n - 1) * a + (m - 1) * b) / df * (1.0 / n + 1.0 / m);
        double welch = a / n + b / m;
        double welchDf = welch * welch / (a / n * (a / n) / (n - 1) + b / m * (b / m) / (m - 1));
        t(list, "student", apart / Math.sqrt(pooled), df);
        t(list, "welch", apart / Math.sqrt(welch), Double.isNaN(welchDf) ? df : welchDf);
        return list.addAll(brownForsythe());
    }

    /** (a − b)/unit, also where a − b is beyond the largest double. */
    private static double difference(double a, double b, double unit) {
        double apart = a - b;
        return Double.isInfinite(apart) ? (a / 2 - b / 2) / unit * 2 : apart / unit;
    }

    private static void t(Statistics list, String name, double t, double df) {
        list.add(name + "_t", t, Statistic.NONE)
                .add(name + "_p", twoSided(t, df), Statistic.PROBABILITY)
                .add(name + "_df", df, Statistic.NONE);
    }

    private static double twoSided(double t, double df) {
        if (Double.isNaN(t) || Double.isInfinite(t)) {
            return Double.isNaN(t) ? t : 0;
        }
        return Math.min(1, 2 * TDistribution.of(df).survivalProbability(Math.abs(t)));
    }

    /** Levene's W on the distances from the median: an F test with 1 and n + m − 2 degrees of freedom. */
    private Statistics brownForsythe() {
        SampleMoments before = SampleMoments.of(distances(reference));
        SampleMoments after = SampleMoments.of(distances(current));
        double n = before.n();
        double m = after.n();
        double unit = Math.max(Math.max(before.unit(), after.unit()), Double.MIN_NORMAL);
        double apart = difference(before.mean(), after.mean(), unit);
        double within = n * before.second() * Math.pow(before.unit() / unit, 2)
                + m * after.second() * Math.pow(after.unit() / unit, 2);
        double w = apart * apart * (n * m / (n + m)) / within * (n + m - 2);
        double p = Double.isFinite(w) ? FDistribution.of(1, n + m - 2).survivalProbability(w) : 0;
        return new Statistics("ttest")
                .add("brown_forsythe_W", w, Statistic.NONE)
                .add("brown_forsythe_p", Double.isNaN(w) ? w : p, Statistic.PROBABILITY);
    }

    /** |x − median|; where a distance is beyond the largest double it is held there. */
    private static Sample distances(Sample sample) {
        double median = sample.median();
        double[] distances = new double[sample.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.min(Double.MAX_VALUE, Math.abs(sample.value(i) - median));
        }
        return Sample.of(distances);
    }
}
