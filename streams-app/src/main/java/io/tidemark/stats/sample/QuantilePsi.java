package io.tidemark.stats.sample;

import io.tidemark.stats.distance.PopulationStability;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The population stability index over the deciles of the reference, the two ways that people cut them; see {@link PopulationStability}.
 *
 * <p>Shown because people know it: over {@code all_edges_deduplicated} a constant or 0/1 reference has one bin and the index is 0 whatever
 * happens.
 */
final class QuantilePsi {
    private static final double FLOOR = 1e-4;

    private final Sample reference;
    private final Sample current;

    /** Of two samples, neither empty (unchecked). */
    QuantilePsi(Sample reference, Sample current) {
        this.reference = reference;
        this.current = current;
    }

    /** Group {@code psi_quantile10}. */
    Statistics list() {
        double[] interior = distinct(IntStream.rangeClosed(1, 9).mapToDouble(i -> i / 10.0));
        double[] all = distinct(IntStream.rangeClosed(0, 10).mapToDouble(i -> Math.min(1, i * 0.1)));
        double[] inner = all.length < 3 ? new double[0] : Arrays.copyOfRange(all, 1, all.length - 1);
        return over("interior_deciles.", interior).addAll(over("all_edges_deduplicated.", inner));
    }

    private double[] distinct(DoubleStream ranks) {
        return ranks.map(reference::quantile).distinct().sorted().toArray();
    }

    private Statistics over(String way, double[] innerEdges) {
        Histogram bins = Histogram.between(innerEdges, reference, current);
        double[] before = bins.reference();
        double[] after = bins.current();
        return new Statistics("psi_quantile10", way)
                .add("inner_edges", innerEdges, Statistic.COLUMN)
                .add("reference_counts", before, Statistic.COUNT)
                .add("current_counts", after, Statistic.COUNT)
                .add("psi_unsmoothed", PopulationStability.unsmoothed(after, before), Statistic.NATS)
                .add("psi_floor_1e-4", PopulationStability.floored(after, before, FLOOR), Statistic.NATS)
                .add("psi_half_count", PopulationStability.smoothed(after, before), Statistic.NATS);
    }
}
