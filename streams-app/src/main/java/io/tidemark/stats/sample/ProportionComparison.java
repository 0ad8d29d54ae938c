package io.tidemark.stats.sample;

import io.tidemark.stats.verdict.Binomial;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two shares: the pooled z test, and four confidence intervals of each side at 95 and 99 %.
 *
 * <p>Wilson's interval (JASA 22, 1927, doi:10.1080/01621459.1927.10502953) and Agresti and Coull's (Am. Stat. 52, 1998,
 * doi:10.1080/00031305.1998.10480550) hold their level about; Clopper and Pearson's holds at least; the normal one does not near 0 and 1 and is
 * shown because people know it.
 *
 * @param statistics group {@code proportions}; the z test is absent where all rows are successes or none is
 */
public record ProportionComparison(List<Statistic> statistics) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public ProportionComparison {
        statistics = List.copyOf(statistics);
    }

    /**
     * So many of so many rows.
     *
     * @param successes in [0, rows]
     * @param rows ≥ 1
     */
    public record Part(long successes, long rows) {
        public Part {
            if (rows < 1 || successes < 0 || successes > rows) {
                throw new IllegalArgumentException(
                        "a part must be in [0, rows], rows >= 1: successes=" + successes + ", rows=" + rows);
            }
        }

        /** Successes over rows, in [0, 1]. */
        public double share() {
            return (double) successes / rows;
        }
    }

    /** Compares two shares. */
    public static ProportionComparison of(Part reference, Part current) {
        double n = reference.rows();
        double m = current.rows();
        double pooled = (reference.successes() + current.successes()) / (n + m);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        double z = error > 0 ? (reference.share() - current.share()) / error : Double.NaN;
        Statistics list = new Statistics("proportions")
                .add("z_pooled", z, Statistic.NONE)
                .add("p_two_sided", Math.min(1, 2 * survival(Math.abs(z))), Statistic.PROBABILITY);
        for (int percent : new int[] {95, 99}) {
            intervals(list, "reference_", reference, percent);
            intervals(list, "current_", current, percent);
        }
        return new ProportionComparison(list.list());
    }

    private static double survival(double z) {
        return Double.isNaN(z) ? z : NORMAL.survivalProbability(z);
    }

    private static void intervals(Statistics list, String side, Part part, int percent) {
        double level = (100 - percent) / 200.0;
        double z = NORMAL.inverseSurvivalProbability(level);
        Binomial.Interval exact = Binomial.clopperPearson(part.successes(), part.rows(), 1 - 2 * level);
        add(list, side + "wilson_" + percent, wilson(part, z));
        add(list, side + "clopper_pearson_" + percent, exact);
        add(list, side + "normal_" + percent, around(part.share(), part.rows(), z));
        add(list, side + "agresti_coull_" + percent, agrestiCoull(part, z));
    }

    private static void add(Statistics list, String name, Binomial.Interval interval) {
        list.add(name, new double[] {interval.lower(), interval.upper()}, Statistic.SHARE);
    }

    private static Binomial.Interval wilson(Part part, double z) {
        double n = part.rows();
        double p = part.share();
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return held(middle, half);
    }

    private static Binomial.Interval agrestiCoull(Part part, double z) {
        double n = part.rows() + z * z;
        return around((part.successes() + z * z / 2) / n, n, z);
    }

    private static Binomial.Interval around(double p, double n, double z) {
        return held(p, z * Math.sqrt(p * (1 - p) / n));
    }

    private static Binomial.Interval held(double middle, double half) {
        return new Binomial.Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
