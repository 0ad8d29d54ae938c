package io.tidemark.stats.sample;

import java.util.List;

/**
 * Every statistic of two samples of numbers.
 *
 * @param statistics in a fixed order, by group; what is not defined for these samples is absent
 */
public record SampleComparison(List<Statistic> statistics) {
    private static final double[] RANKS = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

    public SampleComparison {
        statistics = List.copyOf(statistics);
    }

    /**
     * Compares two samples. O((n + m)·log(n + m)), but for exact probabilities, which are left out where they would cost more than about
     * 10^8 steps. With an empty side only the other side's moments are listed.
     */
    public static SampleComparison of(Sample reference, Sample current) {
        Statistics all = new Statistics("");
        all.addAll(moments("reference.", reference)).addAll(moments("current.", current));
        if (!reference.isEmpty() && !current.isEmpty()) {
            Pooled pooled = Pooled.of(reference, current);
            all.addAll(KolmogorovSmirnovTest.of(pooled).list())
                    .addAll(new CramerVonMisesTest(pooled).list())
                    .addAll(new AndersonDarlingTest(pooled).list())
                    .addAll(new EppsSingletonTest(reference, current).list())
                    .addAll(new MannWhitneyTest(pooled).list())
                    .addAll(RankMoves.of(pooled).list())
                    .addAll(new MeanTests(reference, current).list())
                    .addAll(transport(pooled, reference))
                    .addAll(new QuantilePsi(reference, current).list())
                    .addAll(new EvidentlyBins(pooled, reference, current).list());
        }
        return new SampleComparison(all.list());
    }

    /** Group {@code moments_quantiles}: the names of the golden file behind {@code reference.} or {@code current.}. */
    private static Statistics moments(String side, Sample sample) {
        Statistics list = new Statistics("moments_quantiles", side).add("count", sample.size(), Statistic.COUNT);
        if (sample.isEmpty()) {
            return list;
        }
        SampleMoments moments = SampleMoments.of(sample);
        double[] quantiles = new double[RANKS.length];
        for (int i = 0; i < RANKS.length; i++) {
            quantiles[i] = sample.quantile(RANKS[i]);
        }
        return list.add("mean", moments.mean(), Statistic.COLUMN)
                .add("min", sample.min(), Statistic.COLUMN)
                .add("max", sample.max(), Statistic.COLUMN)
                .add("variance_sample", moments.varianceSample(), Statistic.COLUMN_SQUARED)
                .add("variance_population", moments.variancePopulation(), Statistic.COLUMN_SQUARED)
                .add("quantiles_type7_0_5_25_50_75_95_100", quantiles, Statistic.COLUMN)
                .add("skewness_biased", moments.skewness(), Statistic.NONE)
                .add("kurtosis_excess_biased", moments.kurtosisExcess(), Statistic.NONE)
                .add("distinct", sample.distinct(), Statistic.COUNT)
                .add("entropy_of_values_bits", Entropy.bits(sample), Statistic.BITS);
    }

    private static Statistics transport(Pooled pooled, Sample reference) {
        TransportDistances distances = TransportDistances.of(pooled);
        SampleMoments moments = SampleMoments.of(reference);
        return new Statistics("wasserstein")
                .add("wasserstein_1", distances.wasserstein(), Statistic.COLUMN)
                .add("normed_by_reference_std", distances.overDeviation(moments), Statistic.NONE)
                .add("normed_by_reference_iqr", distances.overQuartiles(reference, moments), Statistic.NONE)
                .add("energy_distance", distances.energy(), Statistic.ROOT_COLUMN);
    }
}
