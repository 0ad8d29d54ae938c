package io.tidemark.stats.sample;

import io.tidemark.stats.distance.Cells;
import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.distance.PopulationStability;

/** Divergences between two vectors of category counts, by all the names and units that tools give them. */
final class CategoryDivergences {
    private static final double FLOOR = 1e-4;

    private final double[] reference;
    private final double[] current;

    /** The counts of the same categories; categories without rows on either side left out, no side empty (unchecked). */
    CategoryDivergences(double[] reference, double[] current) {
        this.reference = reference;
        this.current = current;
    }

    /** Group {@code categorical_divergence}. */
    Statistics list() {
        return new Statistics("categorical_divergence")
                .add("js_distance_base2", JensenShannon.distance(current, reference), Statistic.ROOT_BITS)
                .add("js_divergence_base2", JensenShannon.bits(current, reference), Statistic.BITS)
                .add("js_distance_base_e", Math.sqrt(JensenShannon.nats(current, reference)), Statistic.ROOT_NATS)
                .add("js_divergence_base_e", JensenShannon.nats(current, reference), Statistic.NATS)
                .add("hellinger", hellinger(), Statistic.NONE)
                .add("total_variation", totalVariation(), Statistic.SHARE)
                .add("l_infinity", largestMove(), Statistic.SHARE)
                .add("kl_reference_current_nats", kullbackLeibler(reference, current), Statistic.NATS)
                .add("kl_current_reference_nats", kullbackLeibler(current, reference), Statistic.NATS)
                .add("psi_unsmoothed", PopulationStability.unsmoothed(current, reference), Statistic.NATS)
                .add("psi_floor_1e-4", PopulationStability.floored(current, reference, FLOOR), Statistic.NATS)
                .add("psi_half_count", PopulationStability.smoothed(current, reference), Statistic.NATS);
    }

    /** √(½·Σ (√p − √q)²), in [0, 1] (Hellinger, J. reine angew. Math. 136, 1909). */
    private double hellinger() {
        double n = Cells.total(reference);
        double m = Cells.total(current);
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            double apart = Math.sqrt(reference[i] / n) - Math.sqrt(current[i] / m);
            sum += apart * apart;
        }
        return Math.min(1, Math.sqrt(sum / 2));
    }

    /** ½·Σ |p − q|, in [0, 1]. */
    private double totalVariation() {
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            sum += Math.abs(difference(i));
        }
        return Math.min(1, sum / 2);
    }

    /** max |p − q|, in [0, 1]. */
    private double largestMove() {
        double largest = 0;
        for (int i = 0; i < reference.length; i++) {
            largest = Math.max(largest, Math.abs(difference(i)));
        }
        return largest;
    }

    private double difference(int i) {
        return reference[i] / Cells.total(reference) - current[i] / Cells.total(current);
    }

    /** Σ p·ln(p/q), in nats, ≥ 0; +∞ where p has a category that q has not. */
    private static double kullbackLeibler(double[] p, double[] q) {
        double n = Cells.total(p);
        double m = Cells.total(q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] == 0 ? 0 : p[i] / n * Math.log(p[i] / n / (q[i] / m));
        }
        return Math.max(0, sum);
    }
}
