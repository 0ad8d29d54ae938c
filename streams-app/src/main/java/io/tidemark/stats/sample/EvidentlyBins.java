package io.tidemark.stats.sample;

import io.tidemark.stats.distance.JensenShannon;

/**
 * The index and the Jensen–Shannon distance as Evidently 0.7 bins them: Sturges' equal widths over both samples if the reference has more than 20
 * different values, else one bin for each value. One outlier makes the equal widths blind; shown so that its users find their numbers.
 */
final class EvidentlyBins {
    private static final int FEW_VALUES = 20;
    private static final double FLOOR = 1e-4;
    private static final double TINY = 1e6;

    private final Pooled pooled;
    private final Sample reference;
    private final Sample current;

    /** Of two samples, neither empty (unchecked). */
    EvidentlyBins(Pooled pooled, Sample reference, Sample current) {
        this.pooled = pooled;
        this.reference = reference;
        this.current = current;
    }

    /** Group {@code psi_evidently}; absent where the range of the values is beyond the largest double. */
    Statistics list() {
        Statistics list = new Statistics("psi_evidently");
        boolean isNumeric = reference.distinct() > FEW_VALUES;
        double width = pooled.value(pooled.size() - 1) - pooled.value(0);
        if (isNumeric && Double.isInfinite(width)) {
            return list;
        }
        Histogram bins =
                isNumeric ? Histogram.between(innerEdges(width), reference, current) : Histogram.ofValues(pooled);
        return list.add("bins", bins.bins(), Statistic.COUNT)
                .add("numeric_binning", isNumeric ? 1 : 0, Statistic.FLAG)
                .add("psi", psi(shares(bins.reference()), shares(bins.current())), Statistic.NATS)
                .add(
                        "jensen_shannon_distance_base2",
                        JensenShannon.distance(bins.current(), bins.reference()),
                        Statistic.ROOT_BITS);
    }

    /** ⌈range/(range/(log₂ n + 1))⌉ bins, computed with that rounding as numpy does. */
    private double[] innerEdges(double width) {
        double low = pooled.value(0);
        int count = (int) Math.ceil(width / (width / (log2(pooled.rows()) + 1)));
        double step = width / count;
        double[] edges = new double[count - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = (i + 1) * step + low;
        }
        return edges;
    }

    private static double log2(long n) {
        return Long.bitCount(n) == 1 ? Long.numberOfTrailingZeros(n) : Math.log(n) / Math.log(2);
    }

    /** Shares, empty bins raised to 1e-4, or to a millionth of the smallest share where that is at most 1e-4. */
    private static double[] shares(double[] counts) {
        double total = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double count : counts) {
            total += count;
            least = count > 0 ? Math.min(least, count) : least;
        }
        double floor = least / total <= FLOOR ? least / total / TINY : FLOOR;
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = counts[i] == 0 ? floor : counts[i] / total;
        }
        return shares;
    }

    private static double psi(double[] before, double[] after) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += before[i] == after[i] ? 0 : (before[i] - after[i]) * Math.log(before[i] / after[i]);
        }
        return sum;
    }
}
